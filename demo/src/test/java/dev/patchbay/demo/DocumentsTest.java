package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents show is cut from what is compiled and run by tests. */
class DocumentsTest {
  /** Three backticks, the language, and for code the source that it is cut from. */
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*) ?(\\S*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/embed.md", "docs/keys.md", "docs/operations.md"})
  void showsTheCodeThatIsTested(String document) {
    List<Block> cut =
        blocks(Excerpt.read(document)).stream().filter(block -> !block.source().isEmpty()).toList();

    assertThat(cut).isNotEmpty();
    assertThat(cut)
        .allSatisfy(
            block ->
                assertThat(block.text())
                    .as(block.source())
                    .isEqualTo(Excerpt.parse(block.source()).text()));
  }

  @Test
  void readmeShowsNoCodeBesides() {
    assertThat(blocks(Excerpt.read("README.md")))
        .filteredOn(block -> block.source().isEmpty())
        .extracting(Block::language)
        .containsOnly("sh");
  }

  @Test
  void embeddingGuideShowsNothingBesides() {
    assertThat(blocks(Excerpt.read("docs/embed.md"))).allMatch(block -> !block.source().isEmpty());
  }

  @Test
  void findsEveryBlock() {
    String document = "text\n```java\na\n\nb\n```\n```sh x/y.sh#z\nc\n```\n";

    assertThat(blocks(document))
        .containsExactly(new Block("java", "", "a\n\nb\n"), new Block("sh", "x/y.sh#z", "c\n"));
  }

  private static List<Block> blocks(String document) {
    return BLOCK
        .matcher(document)
        .results()
        .map((MatchResult found) -> new Block(found.group(1), found.group(2), found.group(3)))
        .toList();
  }

  private record Block(String language, String source, String text) {}
}
