package dev.patchbay.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsDocumentTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z_]+)` \\| (\\d{3}) \\|", Pattern.MULTILINE);

  @Test
  void documentListsEveryCodeWithItsStatusInOrder() throws IOException {
    String document =
        Files.readString(Path.of(System.getProperty("patchbay.root"), "docs", "errors.md"));
    List<String> documented = ROW.matcher(document).results().map(ErrorsDocumentTest::row).toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.wireValue() + " " + code.httpStatus())
                .toList());
  }

  private static String row(MatchResult row) {
    return row.group(1) + " " + row.group(2);
  }
}
