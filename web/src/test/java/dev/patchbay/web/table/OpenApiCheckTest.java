package dev.patchbay.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An answer that was met stands for itself only. */
class OpenApiCheckTest {
  private final OpenApiCheck check = new OpenApiCheck();

  @Test
  void nothingIsMetAtFirst() {
    assertThat(check.unmet())
        .contains(
            "GET /oauth/callback 303",
            "POST /workspaces/{workspace_id}/connections 429",
            "PUT /workspaces/{workspace_id}/connections 405",
            "DELETE /healthz 405",
            "x-other-paths 404")
        .doesNotContain("GET /healthz 405");
  }

  @Test
  void answerToOneMethodOfOnePathExcusesNoOther() {
    Set<String> before = check.unmet();

    meet(Ask.of("PUT", "/healthz"), 405);
    meet(Ask.get("/oauth/sessions/sess_x"), 404);

    before.removeAll(Set.of("PUT /healthz 405", "GET /oauth/sessions/{session_id} 404"));
    assertThat(check.unmet()).isEqualTo(before);
  }

  @Test
  void answerThatIsNotDocumentedIsAProblem() {
    assertThat(meet(Ask.get("/healthz"), 418)).contains("the status 418 is not documented");
  }

  private List<String> meet(Ask ask, int status) {
    return check.problems(ask, new Answer(status, List.of(), ""));
  }
}
