package dev.patchbay.internal.provider;

import static dev.patchbay.internal.provider.LoaderFixture.failureOf;
import static dev.patchbay.internal.provider.LoaderFixture.ids;
import static dev.patchbay.internal.provider.ProviderSources.definition;
import static dev.patchbay.internal.provider.ProviderSources.good;
import static dev.patchbay.internal.provider.ProviderSources.goodJar;
import static dev.patchbay.internal.provider.ProviderSources.provider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderLoaderTest {
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
  void findsOneClassByOneServicesLine() {
    ProviderRegistry registry = fixture.load(goodJar("acme.jar", "acme.Acme", "acme"));

    InstalledProvider acme = registry.get("acme");
    assertThat(acme.definition().displayName()).isEqualTo("Sample");
    assertThat(acme.provider().getClass().getName()).isEqualTo("acme.Acme");
    assertThat(acme.source()).isEqualTo("acme.jar");
    assertThat(registry.failures()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BLOCKING_DEFINITION")
  void loadsGoodProviderBesideBrokenOne(BrokenJar broken) {
    ProviderJar good = goodJar("good.jar", "acme.Good", "good");

    for (List<ProviderJar> order : bothOrders(good, broken.jar())) {
      ProviderRegistry registry = fixture.load(order.toArray(ProviderJar[]::new));

      assertThat(ids(registry)).containsExactly("good");
      assertThat(registry.failures()).hasSize(1);
      assertToldAs(broken, registry);
    }
  }

  @Test
  void givesUpOnProviderWhoseDefinitionBlocks() {
    ProviderJar good = goodJar("good.jar", "acme.Good", "good");
    BrokenJar blocking = BrokenJar.BLOCKING_DEFINITION;

    ProviderRegistry registry = fixture.loadWithin(Duration.ofMillis(200), blocking.jar(), good);

    assertThat(ids(registry)).containsExactly("good");
    assertToldAs(blocking, registry);
    assertThat(failureOf(registry, blocking.fileName()).message()).contains("200 ms");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void loadsThreeGoodProvidersBesideEveryBrokenOneAtOnce(long order) {
    List<ProviderJar> jars = new ArrayList<>();
    jars.add(goodJar("one.jar", "acme.One", "one"));
    jars.add(goodJar("two.jar", "acme.Two", "two"));
    jars.add(goodJar("three.jar", "acme.Three", "three"));
    jars.add(goodJar("twin1.jar", "acme.Twin1", "twin"));
    jars.add(goodJar("twin2.jar", "acme.Twin2", "twin"));
    Arrays.stream(BrokenJar.values()).map(BrokenJar::jar).forEach(jars::add);
    Collections.shuffle(jars, new Random(order));

    ProviderRegistry registry =
        fixture.loadWithin(Duration.ofSeconds(2), jars.toArray(ProviderJar[]::new));

    assertThat(ids(registry)).containsExactly("one", "three", "two");
    assertThat(registry.failures()).hasSize(BrokenJar.values().length + 2);
    for (BrokenJar broken : BrokenJar.values()) {
      assertToldAs(broken, registry);
    }
    assertThat(failureOf(registry, "twin1.jar").stage()).isEqualTo(Stage.DUPLICATE);
    assertThat(failureOf(registry, "twin2.jar").stage()).isEqualTo(Stage.DUPLICATE);
  }

  @Test
  void loadsGoodProviderOfJarWhoseOtherProviderIsBroken() {
    ProviderJar mixed =
        BrokenJar.THROWING_CONSTRUCTOR
            .jar()
            .source("acme.Good", good("acme.Good", "good"))
            .service("acme.Good");

    ProviderRegistry registry = fixture.load(mixed);

    assertThat(ids(registry)).containsExactly("good");
    assertThat(registry.failures()).hasSize(1);
  }

  @Test
  void refusesBothProvidersOfOneIdInEitherOrder() {
    ProviderJar first = goodJar("first.jar", "acme.First", "same");
    ProviderJar second = goodJar("second.jar", "acme.Second", "same");

    for (List<ProviderJar> order : bothOrders(first, second)) {
      ProviderRegistry registry = fixture.load(order.toArray(ProviderJar[]::new));

      assertThat(ids(registry)).isEmpty();
      assertThat(registry.failures())
          .extracting(ProviderLoadFailure::source)
          .containsExactly("first.jar", "second.jar");
      assertThat(registry.failures())
          .allSatisfy(
              failure -> {
                assertThat(failure.stage()).isEqualTo(Stage.DUPLICATE);
                assertThat(failure.integrationType()).contains("same");
                assertThat(failure.message())
                    .contains("'acme.First' in 'first.jar' and 'acme.Second' in 'second.jar'");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "\u0430cme", "acme "})
  void refusesTwinThatOnlyLooksLikeAnotherId(String twin) {
    ProviderRegistry registry =
        fixture.load(
            goodJar("acme.jar", "acme.Acme", "acme"), goodJar("twin.jar", "acme.Twin", twin));

    assertThat(ids(registry)).containsExactly("acme");
    assertThat(failureOf(registry, "twin.jar").stage()).isEqualTo(Stage.DEFINE);
  }

  @Test
  void takesDefinitionOnce() {
    String counting =
        provider(
            "acme.Counting",
            "private int asked = 0;",
            "asked++; return " + definition("asked\" + asked + \"") + ";");
    ProviderJar jar =
        ProviderJar.named("counting.jar")
            .source("acme.Counting", counting)
            .service("acme.Counting");

    ProviderRegistry registry = fixture.load(jar);

    assertThat(ids(registry)).containsExactly("asked1");
    assertThat(registry.get("asked1").definition()).isSameAs(registry.definitions().get(0));
  }

  /** The provider blocks: one that is quicker than the wait for it would be loaded in peace. */
  @Test
  void givesUpWhenThreadIsInterrupted() {
    ProviderLoader loader =
        fixture.loader(
            ProviderSelection.builder(fixture.classPath(BrokenJar.BLOCKING_DEFINITION.jar())));

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> loader.load(List.of())).isInstanceOf(TemporaryFailureException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void listsProviderWhoseConstructorThrowsOneOfOurExceptions() {
    String source =
        provider(
            "acme.Faking",
            "public Faking() { throw new dev.patchbay.error.TemporaryFailureException("
                + "dev.patchbay.error.ErrorDetail.builder("
                + "dev.patchbay.error.ErrorCode.OVERLOADED, \"canary\").build()); }",
            "return null;");

    ProviderRegistry registry =
        fixture.load(
            ProviderJar.named("faking.jar").source("acme.Faking", source).service("acme.Faking"),
            goodJar("good.jar", "acme.Good", "good"));

    assertThat(ids(registry)).containsExactly("good");
    assertThat(failureOf(registry, "faking.jar").cause())
        .get()
        .extracting(cause -> ((IntegrationException) cause).code())
        .isEqualTo(ErrorCode.PROVIDER_THREW);
    assertThat(failureOf(registry, "faking.jar").message()).doesNotContain("canary");
  }

  private static void assertToldAs(BrokenJar broken, ProviderRegistry registry) {
    ProviderLoadFailure failure = failureOf(registry, broken.fileName());
    assertThat(failure.stage()).isEqualTo(broken.stage());
    assertThat(failure.className()).isEqualTo(broken.className());
    assertThat(failure.message()).contains(broken.message()).doesNotContain("\n");
    assertThat(failure.cause()).isPresent();
    assertThat(text(failure)).doesNotContain("canary");
  }

  private static String text(ProviderLoadFailure failure) {
    StringWriter text = new StringWriter();
    failure.cause().orElseThrow().printStackTrace(new PrintWriter(text));
    return failure + text.toString();
  }

  private static List<List<ProviderJar>> bothOrders(ProviderJar one, ProviderJar other) {
    return List.of(List.of(one, other), List.of(other, one));
  }
}
