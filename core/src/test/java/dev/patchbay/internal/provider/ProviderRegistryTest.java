package dev.patchbay.internal.provider;

import static dev.patchbay.internal.provider.LoaderFixture.failureOf;
import static dev.patchbay.internal.provider.LoaderFixture.ids;
import static dev.patchbay.internal.provider.ProviderSources.goodJar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderRegistryTest {
  @TempDir Path folder;
  private LoaderFixture fixture;

  @BeforeEach
  void open() {
    fixture = new LoaderFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void registersProvidersOfHostBesideThoseFound() {
    ProviderRegistry registry =
        fixture.loader(found("found")).load(List.of(SampleDefinition.provider("handed")));

    assertThat(ids(registry)).containsExactly("found", "handed");
    assertThat(registry.failures()).isEmpty();
  }

  @Test
  void findsNothingWhenDiscoveryIsOff() {
    ProviderRegistry registry =
        fixture
            .loader(found("found").discoveryOff())
            .load(List.of(SampleDefinition.provider("handed")));

    assertThat(ids(registry)).containsExactly("handed");
  }

  @Test
  void keepsOnlyIncludedOfThoseFound() {
    ProviderRegistry registry =
        fixture
            .loader(found("one", "two", "three").included(Set.of("one", "three")))
            .load(List.of(SampleDefinition.provider("handed")));

    assertThat(ids(registry)).containsExactly("handed", "one", "three");
    assertThat(registry.failures()).isEmpty();
    assertThat(registry.unknownSelections()).isEmpty();
  }

  @Test
  void leavesOutExcludedOfThoseFoundEvenIfIncluded() {
    ProviderSelection.Builder selection =
        found("one", "two").included(Set.of("one", "two")).excluded(Set.of("two"));

    assertThat(ids(fixture.loader(selection).load(List.of()))).containsExactly("one");
  }

  @Test
  void letsHostReplaceFoundProviderByExcludingIt() {
    IntegrationProvider own = SampleDefinition.provider("acme");

    ProviderRegistry registry =
        fixture.loader(found("acme").excluded(Set.of("acme"))).load(List.of(own));

    assertThat(registry.get("acme").provider()).isSameAs(own);
    assertThat(registry.failures()).isEmpty();
  }

  @Test
  void refusesProviderOfHostWithIdOfOneFound() {
    ProviderRegistry registry =
        fixture.loader(found("acme")).load(List.of(SampleDefinition.provider("acme")));

    assertThat(ids(registry)).isEmpty();
    assertThat(registry.failures())
        .extracting(ProviderLoadFailure::stage)
        .containsExactly(Stage.DUPLICATE, Stage.DUPLICATE);
  }

  @Test
  void listsProviderOfHostWhoseDefinitionThrows() {
    IntegrationProvider broken =
        () -> {
          throw new IllegalStateException("canary");
        };

    ProviderRegistry registry =
        fixture.loader(found("acme")).load(List.of(broken, SampleDefinition.provider("handed")));

    assertThat(ids(registry)).containsExactly("acme", "handed");
    assertThat(registry.failures()).hasSize(1);
  }

  @Test
  void tellsSelectedIdsThatNoProviderHas() {
    ProviderRegistry registry =
        fixture
            .loader(found("one").included(Set.of("one", "handed", "gone")).excluded(Set.of("away")))
            .load(List.of(SampleDefinition.provider("handed")));

    assertThat(registry.unknownSelections()).containsExactly("away", "gone");
  }

  @Test
  void saysWhatIsInstalledWhenIntegrationIsUnknown() {
    ProviderRegistry registry = fixture.loader(found("one", "two")).load(List.of());

    MisconfiguredException thrown = thrownFor(registry, "thr\nee");

    assertThat(thrown.code()).isEqualTo(ErrorCode.UNKNOWN_INTEGRATION);
    assertThat(thrown.integrationType()).contains("thr?ee");
    assertThat(thrown).hasMessageContaining("'thr?ee'").hasMessageContaining("[one, two]");
    assertThat(registry.find("thr\nee")).isEmpty();
  }

  @Test
  void namesBothJarsWhenTwoHaveTheId() {
    ProviderRegistry registry =
        fixture.load(
            goodJar("a.jar", "acme.A", "same"),
            goodJar("b.jar", "acme.B", "same"),
            goodJar("c.jar", "acme.C", "other"));

    MisconfiguredException thrown = thrownFor(registry, "same");

    assertThat(thrown.code()).isEqualTo(ErrorCode.DUPLICATE_PROVIDER);
    assertThat(thrown).hasMessageContaining("'acme.A' in 'a.jar' and 'acme.B' in 'b.jar'");
    assertThat(registry.find("same")).isEmpty();
    assertThat(registry.find("other")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorize", "token", "api", "revoke"})
  void refusesInsecureLoopbackUrlUnlessAllowed(String endpoint) {
    IntegrationDefinition local =
        SampleDefinition.of("local")
            .withUrls(url -> url.endsWith(endpoint) ? "http://127.0.0.1:8080/" + endpoint : url);
    List<IntegrationProvider> handedIn = List.of(() -> local);

    ProviderRegistry registry = fixture.loader(found("acme")).load(handedIn);
    ProviderRegistry sandbox =
        fixture.loader(found("acme").insecureLoopbackAllowed()).load(handedIn);

    ProviderLoadFailure failure = failureOf(registry, registry.failures().get(0).source());
    assertThat(failure.stage()).isEqualTo(Stage.DEFINE);
    assertThat(failure.message()).contains("[http://127.0.0.1:8080/" + endpoint + "]");
    assertThat(thrownFor(registry, "local")).hasMessageContaining(failure.message());
    assertThat(ids(registry)).containsExactly("acme");
    assertThat(ids(sandbox)).containsExactly("acme", "local");
  }

  @Test
  void cannotBeChanged() {
    List<IntegrationProvider> handedIn = new ArrayList<>(List.of(SampleDefinition.provider("one")));
    ProviderRegistry registry = fixture.loader(found("two")).load(handedIn);

    handedIn.clear();

    assertThat(ids(registry)).containsExactly("one", "two");
    assertThatThrownBy(() -> registry.definitions().remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> registry.failures().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> registry.unknownSelections().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** A selection that finds a good provider for each id, each in its own jar. */
  private ProviderSelection.Builder found(String... ids) {
    ProviderJar[] jars = new ProviderJar[ids.length];
    for (int i = 0; i < ids.length; i++) {
      jars[i] = goodJar(ids[i] + ".jar", "acme.Found" + i, ids[i]);
    }
    return ProviderSelection.builder(fixture.classPath(jars));
  }

  private static MisconfiguredException thrownFor(ProviderRegistry registry, String id) {
    return catchThrowableOfType(MisconfiguredException.class, () -> registry.get(id));
  }
}
