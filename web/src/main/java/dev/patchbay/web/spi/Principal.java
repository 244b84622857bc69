package dev.patchbay.web.spi;

import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a key stands for, and so what it may see and do. Immutable.
 *
 * <p>An organisation sees all workspaces and acts for every member. A workspace's principal sees
 * that workspace only: its shared connections, and, if it names a member, that member's own. It
 * creates, reconnects and deletes shared connections only with the right to.
 */
public final class Principal {
  private final @Nullable WorkspaceId workspaceId;
  private final @Nullable MemberId memberId;
  private final boolean mayShare;

  private Principal(
      @Nullable WorkspaceId workspaceId, @Nullable MemberId memberId, boolean mayShare) {
    this.workspaceId = workspaceId;
    this.memberId = memberId;
    this.mayShare = mayShare;
  }

  /** {@return who may see and do everything, in all workspaces} */
  public static Principal organisation() {
    return new Principal(null, null, true);
  }

  /**
   * Describes who sees one workspace's shared connections, and changes nothing.
   *
   * @param workspaceId the workspace
   * @return a principal without a member, without the right to change shared connections
   */
  public static Principal workspace(WorkspaceId workspaceId) {
    return new Principal(Objects.requireNonNull(workspaceId, "workspaceId"), null, false);
  }

  /**
   * Lets a workspace's principal act for a member: see and change that member's own connections.
   *
   * @param memberId the member
   * @return a copy with the member
   * @throws IllegalStateException if this is an organisation, which acts for every member
   */
  public Principal actingFor(MemberId memberId) {
    if (isOrganisation()) {
      throw new IllegalStateException(
          "A principal was to act for one member, but an organisation acts for every member; begin"
              + " with 'workspace(..)'");
    }
    return new Principal(workspaceId, Objects.requireNonNull(memberId, "memberId"), mayShare);
  }

  /** {@return a copy that may also create, reconnect and delete shared connections} */
  public Principal sharing() {
    return new Principal(workspaceId, memberId, true);
  }

  /** {@return whether it sees all workspaces} */
  public boolean isOrganisation() {
    return workspaceId == null;
  }

  /** {@return the only workspace that it sees; empty if it sees all} */
  public Optional<WorkspaceId> workspaceId() {
    return Optional.ofNullable(workspaceId);
  }

  /** {@return the member that it acts for; empty if for none, or as an organisation for all} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /** {@return whether it may create, reconnect and delete shared connections} */
  public boolean mayShare() {
    return mayShare;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Principal that
        && Objects.equals(workspaceId, that.workspaceId)
        && Objects.equals(memberId, that.memberId)
        && mayShare == that.mayShare;
  }

  @Override
  public int hashCode() {
    return Objects.hash(workspaceId, memberId, mayShare);
  }

  @Override
  public String toString() {
    return isOrganisation()
        ? "Principal[organisation]"
        : "Principal[workspaceId="
            + workspaceId
            + ", memberId="
            + memberId
            + ", mayShare="
            + mayShare
            + "]";
  }
}
