package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.model.Account;

/** Checks what a provider's hooks return, which the engine would otherwise store as it is. */
final class HookResults {
  private static final int MAX_TEXT = 256;

  private HookResults() {}

  /**
   * Takes an account whose id is 1 to 256 characters, and leaves out a name or email that no person
   * can read.
   *
   * @throws ProviderFaultException if there is no such id: everybody's account would be the same
   */
  static Account account(String integrationType, Account account) {
    if (!isReadable(account.id())) {
      throw new ProviderFaultException(
          ErrorDetail.builder(
                  ErrorCode.PROVIDER_THREW,
                  "'identify' of the provider '"
                      + integrationType
                      + "' returned an account whose id is not 1 to 256 printable characters")
              .integrationType(integrationType)
              .build());
    }
    return Account.builder(account.id())
        .displayName(account.displayName().filter(HookResults::isReadable).orElse(null))
        .email(account.email().filter(HookResults::isReadable).orElse(null))
        .build();
  }

  private static boolean isReadable(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl);
  }
}
