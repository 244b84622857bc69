package dev.patchbay.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void sessionsAreTheSameByTheirText() {
    assertThat(SessionId.of("a")).isEqualTo(SessionId.of("a")).hasSameHashCodeAs(SessionId.of("a"));
    assertThat(SessionId.of("a")).isNotEqualTo(SessionId.of("b")).isNotEqualTo(WorkspaceId.of("a"));
    assertThat(SessionId.of("a")).isNotEqualTo("a").isNotEqualTo(null);
  }

  @Test
  void workspacesAreTheSameByTheirText() {
    assertThat(WorkspaceId.of("a"))
        .isEqualTo(WorkspaceId.of("a"))
        .hasSameHashCodeAs(WorkspaceId.of("a"));
    assertThat(WorkspaceId.of("a"))
        .isNotEqualTo(WorkspaceId.of("b"))
        .isNotEqualTo(SessionId.of("a"));
    assertThat(WorkspaceId.of("a")).isNotEqualTo("a").isNotEqualTo(null);
  }
}
