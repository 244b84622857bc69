package dev.patchbay.web.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {
  private static final WorkspaceId OURS = WorkspaceId.of("ws_ours");
  private static final MemberId ALICE = MemberId.of("alice");

  @Test
  void organisationSeesAllAndMayShare() {
    Principal organisation = Principal.organisation();
    assertThat(organisation.isOrganisation()).isTrue();
    assertThat(organisation.mayShare()).isTrue();
    assertThat(organisation.workspaceId()).isEmpty();
    assertThat(organisation.memberId()).isEmpty();
  }

  @Test
  void workspaceSeesItselfAndChangesNothing() {
    Principal workspace = Principal.workspace(OURS);
    assertThat(workspace.isOrganisation()).isFalse();
    assertThat(workspace.mayShare()).isFalse();
    assertThat(workspace.workspaceId()).contains(OURS);
    assertThat(workspace.memberId()).isEmpty();
  }

  @Test
  void copiesKeepWhatWasThere() {
    Principal sharing = Principal.workspace(OURS).sharing().actingFor(ALICE);
    assertThat(sharing).isEqualTo(Principal.workspace(OURS).actingFor(ALICE).sharing());
    assertThat(sharing.mayShare()).isTrue();
    assertThat(sharing.memberId()).contains(ALICE);
    assertThat(Principal.workspace(OURS).mayShare()).isFalse();
  }

  @Test
  void organisationActsForNobodyInParticular() {
    assertThatThrownBy(() -> Principal.organisation().actingFor(ALICE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("workspace(..)");
  }

  @Test
  void differentOnesAreNotEqual() {
    List<Principal> all =
        List.of(
            Principal.organisation(),
            Principal.workspace(OURS),
            Principal.workspace(WorkspaceId.of("ws_others")),
            Principal.workspace(OURS).sharing(),
            Principal.workspace(OURS).actingFor(ALICE));
    assertThat(Set.copyOf(all)).hasSize(5);
    assertThat(all).extracting(Principal::toString).doesNotHaveDuplicates();
    assertThat(Principal.workspace(OURS)).hasSameHashCodeAs(Principal.workspace(OURS));
  }
}
