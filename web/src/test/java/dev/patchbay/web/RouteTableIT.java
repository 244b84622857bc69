package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.web.host.Container;
import dev.patchbay.web.table.OpenApiCheck;
import dev.patchbay.web.table.RouteTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole API over HTTP: each route, each status, each field, as table and document say. */
class RouteTableIT {

  @ParameterizedTest
  @EnumSource
  void everyExchangeIsAsTableAndDocumentSay(Container container) throws Exception {
    OpenApiCheck document = new OpenApiCheck();
    List<String> undocumented = new ArrayList<>();

    List<String> problems =
        RouteTable.run(
            container,
            (ask, answer) ->
                document
                    .problems(ask, answer)
                    .forEach(problem -> undocumented.add(ask + ": " + problem)));

    assertThat(problems).isEmpty();
    assertThat(undocumented).isEmpty();
    assertThat(document.unmet()).as("documented, but met by no row").isEmpty();
  }
}
