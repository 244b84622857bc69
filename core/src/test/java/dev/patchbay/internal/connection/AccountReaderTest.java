package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.spi.definition.IdentityCall;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountReaderTest {
  private static final IdentityCall.Builder CALL = IdentityCall.builder("/me");

  @Test
  void partsOfANameCountIfAllAreThere() {
    AccountReader reader =
        new AccountReader(
            CALL.build().toBuilder()
                .idPaths("id")
                .displayNameParts(" @ ", "user", "team")
                .displayNamePaths("label")
                .build());

    assertThat(name(reader, "{\"id\":1,\"user\":\"ada\",\"team\":\"Inc\",\"label\":\"x\"}"))
        .contains("ada @ Inc");
    assertThat(name(reader, "{\"id\":1,\"user\":\"ada\",\"team\":\" \",\"label\":\"x\"}"))
        .contains("x");
    assertThat(name(reader, "{\"id\":1,\"team\":\"Inc\"}")).isEmpty();
  }

  @Test
  void idWithoutCaseIsKeptInLowerCase() {
    AccountReader reader =
        new AccountReader(
            CALL.build().toBuilder().idPaths("mail").emailPaths("mail").idIgnoresCase().build());

    Account account = reader.read(view("{\"mail\":\"Ada@Example.TEST\"}")).orElseThrow();

    assertThat(account.id()).isEqualTo("ada@example.test");
    assertThat(account.email()).contains("Ada@Example.TEST");
  }

  @Test
  void firstPartOfAnIdMustBeThere() {
    AccountReader reader =
        new AccountReader(CALL.build().toBuilder().idParts("team", "user").build());

    assertThat(reader.read(view("{\"team\":\"t\",\"user\":\"u\"}")).map(Account::id))
        .contains("t:u");
    assertThat(reader.read(view("{\"team\":\"t\"}")).map(Account::id)).contains("t");
    assertThat(reader.read(view("{\"user\":\"u\"}"))).isEmpty();
  }

  private static Optional<String> name(AccountReader reader, String body) {
    return reader.read(view(body)).flatMap(Account::displayName);
  }

  private static JsonView view(String body) {
    return JsonView.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
