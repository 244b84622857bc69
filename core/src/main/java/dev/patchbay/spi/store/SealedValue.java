package dev.patchbay.spi.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something sealed, and the place where it stands. Immutable.
 *
 * @param context the place, as it was sealed with
 * @param sealed what stands there
 */
public record SealedValue(CipherContext context, Sealed sealed) {

  /**
   * Lists what is sealed in a session.
   *
   * @param record the session
   * @return its verifier and its staged grant, as far as they are there
   */
  public static List<SealedValue> of(SessionRecord record) {
    List<SealedValue> values = new ArrayList<>(1);
    record.sealedVerifier().ifPresent(it -> values.add(of(record, CipherContext.VERIFIER, it)));
    record.stagedGrant().ifPresent(it -> values.add(of(record, CipherContext.STAGED_GRANT, it)));
    return List.copyOf(values);
  }

  private static SealedValue of(SessionRecord record, String field, Sealed sealed) {
    Map<String, String> variables = record.variables();
    return new SealedValue(CipherContext.of(record.session(), variables, field).build(), sealed);
  }

  /**
   * Lists what is sealed in a connection.
   *
   * @param record the connection
   * @return the credentials of its token sets, and its account if that is sealed
   */
  public static List<SealedValue> of(ConnectionRecord record) {
    List<SealedValue> values = new ArrayList<>(2);
    record.tokenSets().values().forEach(set -> values.add(of(record, set)));
    record
        .sealedAccount()
        .ifPresent(
            account ->
                values.add(
                    new SealedValue(
                        CipherContext.of(record.connection(), CipherContext.ACCOUNT)
                            .version(account.version())
                            .build(),
                        account.sealed())));
    return List.copyOf(values);
  }

  private static SealedValue of(ConnectionRecord record, TokenSetRecord set) {
    CipherContext context =
        CipherContext.of(record.connection(), CipherContext.CREDENTIAL)
            .tokenSet(set.name())
            .version(set.version())
            .build();
    return new SealedValue(context, set.sealed());
  }
}
