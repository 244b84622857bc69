package dev.patchbay.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopesTest {

  @Test
  void parsesWhatServicesWrite() {
    assertThat(Scopes.parse("repo,user:email").values()).containsExactly("repo", "user:email");
    assertThat(Scopes.parse("read, write  admin").values())
        .containsExactly("read", "write", "admin");
    assertThat(Scopes.parse("a a,a").values()).containsExactly("a");
    assertThat(Scopes.parse("").isEmpty()).isTrue();
    assertThat(Scopes.parse(" ,, ").isEmpty()).isTrue();
  }

  @Test
  void equalsWhateverTheOrder() {
    assertThat(Scopes.of("a", "b")).isEqualTo(Scopes.of("b", "a"));
    assertThat(Scopes.of("a")).isNotEqualTo(Scopes.of("a", "b"));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(Scopes.of("a", "b").missingFrom(Scopes.of("b", "c"))).isEqualTo(Scopes.of("a"));
    assertThat(Scopes.of("a").missingFrom(Scopes.of("a")).isEmpty()).isTrue();
  }
}
