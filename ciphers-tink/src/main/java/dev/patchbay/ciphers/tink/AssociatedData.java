package dev.patchbay.ciphers.tink;

import dev.patchbay.spi.store.CipherContext;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The place of a sealed value as bytes, for no two places the same. It is computed anew for each
 * value, and stored nowhere.
 *
 * <p>A text is its length, four bytes, and then its UTF-16 code units, two bytes each; numbers are
 * big-endian. In this order: the text {@code patchbay}; the format, one byte; as texts the id of
 * the key, field, workspace, owner and integration; the token set, a byte 0 if there is none, or a
 * byte 1 and its text; the version, eight bytes; the number of variables, four bytes; of each, in
 * the order of their names, name and value as texts.
 */
final class AssociatedData {
  private static final String MARK = "patchbay";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private AssociatedData() {}

  static byte[] of(byte format, String keyId, CipherContext context) {
    try {
      AssociatedData data = new AssociatedData();
      data.text(MARK);
      data.out.writeByte(format);
      data.text(keyId);
      data.place(context);
      data.variables(context.variables());
      return data.bytes.toByteArray();
    } catch (IOException neverOfAnArray) {
      throw new UncheckedIOException(neverOfAnArray);
    }
  }

  private void place(CipherContext context) throws IOException {
    text(context.field());
    text(context.workspaceId().value());
    text(context.ownerId());
    text(context.integrationType());
    Optional<String> tokenSet = context.tokenSet();
    out.writeByte(tokenSet.isPresent() ? 1 : 0);
    if (tokenSet.isPresent()) {
      text(tokenSet.get());
    }
    out.writeLong(context.version());
  }

  private void variables(Map<String, String> variables) throws IOException {
    out.writeInt(variables.size());
    for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
      text(variable.getKey());
      text(variable.getValue());
    }
  }

  // Code units: UTF-8 would make one and the same of all halves of a pair that stand alone.
  private void text(String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }
}
