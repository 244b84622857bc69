package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.util.Optional;
import java.util.Set;

/** What a principal may see and do. What it may not see is answered as what does not exist. */
final class Access {
  static final String NO_CONNECTION = "There is no such connection in this workspace.";
  static final String NO_SESSION = "There is no such session in this workspace.";

  /** What a client sends that has lost its workspace; none of them is anybody's. */
  private static final Set<String> LOST = Set.of("0", "*", "default", "null", "undefined");

  private static final int MAX_ID = 128;

  private Access() {}

  /** {@return the workspace of that id, if the principal sees it} */
  static WorkspaceId workspace(Principal principal, String id) {
    if (!isId(id)
        || !principal.workspaceId().map(WorkspaceId::value).map(id::equals).orElse(true)) {
      throw noWorkspace();
    }
    if (LOST.contains(id)) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          "'workspace_id' is a word that stands for no workspace; give the workspace's own id.");
    }
    return WorkspaceId.of(id);
  }

  static Refusal noWorkspace() {
    return new Refusal(ErrorCode.WORKSPACE_NOT_FOUND, "There is no such workspace.");
  }

  static Refusal noConnection() {
    return new Refusal(ErrorCode.CONNECTION_NOT_FOUND, NO_CONNECTION);
  }

  static Refusal noSession() {
    return new Refusal(ErrorCode.SESSION_NOT_FOUND, NO_SESSION);
  }

  /** {@return whether a text can be an id at all} */
  static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ID
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** {@return whether a principal sees what that member, or nobody in particular, owns} */
  static boolean isVisible(Principal principal, Optional<MemberId> owner) {
    return principal.isOrganisation() || owner.isEmpty() || owner.equals(principal.memberId());
  }

  /** Refuses a principal that may not change what that member, or nobody in particular, owns. */
  static void requireChange(Principal principal, Optional<MemberId> owner) {
    if (principal.isOrganisation()) {
      return;
    }
    if (owner.isEmpty() && !principal.mayShare()) {
      throw new Refusal(
          ErrorCode.FORBIDDEN,
          "This key may not create, reconnect or delete shared connections; use a key that may.");
    }
    if (owner.isPresent() && !owner.equals(principal.memberId())) {
      throw otherMember();
    }
  }

  /**
   * {@return the owner of what a principal creates: who was named, or else the member that it acts
   * for unless it may share}
   */
  static Optional<MemberId> owner(Principal principal, Optional<MemberId> named) {
    Optional<MemberId> owner =
        named.or(() -> principal.mayShare() ? Optional.empty() : principal.memberId());
    requireChange(principal, owner);
    return owner;
  }

  static Refusal otherMember() {
    return new Refusal(
        ErrorCode.FORBIDDEN,
        "This key does not act for the member of 'member_id'; leave it out, or use a key that"
            + " does.");
  }
}
