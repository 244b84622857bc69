package dev.patchbay.internal.provider;

import static dev.patchbay.internal.provider.ProviderSources.definition;
import static dev.patchbay.internal.provider.ProviderSources.good;
import static dev.patchbay.internal.provider.ProviderSources.provider;
import static dev.patchbay.internal.provider.ProviderSources.type;

import dev.patchbay.model.ProviderLoadFailure.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ways in which a jar can be broken, and how each must be told. */
enum BrokenJar {
  MISSING_CLASS(Stage.LOCATE, "acme.MissingClass not found", jar -> jar),
  NOT_A_PROVIDER(
      Stage.LOCATE,
      "not a subtype",
      jar -> jar.source("acme.NotAProvider", type("acme.NotAProvider", "public class %s", ""))),
  NO_CONSTRUCTOR(
      Stage.LOCATE,
      "Unable to get public no-arg constructor",
      jar ->
          jar.source(
              "acme.NoConstructor", goodWith("acme.NoConstructor", "private NoConstructor() {}"))),
  TOO_NEW(
      Stage.LOCATE,
      "java.lang.UnsupportedClassVersionError",
      jar ->
          jar.source("acme.TooNew", good("acme.TooNew", "too-new"))
              .classFileVersion("acme.TooNew", 99)),
  ABSENT_SUPERTYPE(
      Stage.LOCATE,
      "java.lang.NoClassDefFoundError: acme/Absent",
      jar -> needingAbsent(jar, "acme.AbsentSupertype")),
  ABSENT_SUPERTYPE_AGAIN(
      Stage.LOCATE,
      "java.lang.NoClassDefFoundError: acme/Absent",
      jar -> needingAbsent(jar, "acme.AbsentSupertypeAgain")),
  ABSTRACT_CLASS(
      Stage.CREATE,
      "threw 'java.lang.InstantiationException'",
      jar ->
          jar.source(
              "acme.AbstractClass",
              type(
                  "acme.AbstractClass",
                  "public abstract class %s implements IntegrationProvider",
                  "public AbstractClass() {}"))),
  THROWING_CONSTRUCTOR(
      Stage.CREATE,
      "threw 'java.lang.IllegalStateException'",
      jar ->
          jar.source(
              "acme.ThrowingConstructor",
              goodWith(
                  "acme.ThrowingConstructor",
                  "public ThrowingConstructor() { throw new IllegalStateException(\"canary\"); }"))),
  THROWING_INITIALIZER(
      Stage.CREATE,
      "threw 'java.lang.ArithmeticException'",
      jar ->
          jar.source(
              "acme.ThrowingInitializer",
              goodWith(
                  "acme.ThrowingInitializer", "static int zero = 0; static int n = 1 / zero;"))),
  OVERFLOWING_CONSTRUCTOR(
      Stage.CREATE,
      "threw 'java.lang.StackOverflowError'",
      jar ->
          jar.source(
              "acme.OverflowingConstructor",
              goodWith(
                  "acme.OverflowingConstructor",
                  "public OverflowingConstructor() { new OverflowingConstructor(); }"))),
  ABSENT_CLASS(
      Stage.CREATE,
      "threw 'java.lang.NoClassDefFoundError'",
      jar ->
          jar.source("acme.Needed", type("acme.Needed", "public class %s", ""))
              .without("acme.Needed")
              .source(
                  "acme.AbsentClass",
                  goodWith("acme.AbsentClass", "public AbsentClass() { new Needed(); }"))),
  THROWING_DEFINITION(
      Stage.DEFINE,
      "threw 'java.lang.IllegalStateException'",
      jar ->
          defining(jar, "acme.ThrowingDefinition", "throw new IllegalStateException(\"canary\");")),
  NULL_DEFINITION(
      Stage.DEFINE, "returned null", jar -> defining(jar, "acme.NullDefinition", "return null;")),
  REFUSED_DEFINITION(
      Stage.DEFINE,
      "is not acceptable: the id must be",
      jar -> defining(jar, "acme.RefusedDefinition", "return " + definition("Refused") + ";")),
  BLOCKING_DEFINITION(
      Stage.DEFINE,
      "did not return within",
      jar ->
          defining(
              jar,
              "acme.BlockingDefinition",
              "for (;;) { java.util.concurrent.locks.LockSupport.park();"
                  + " if (Thread.interrupted()) { return null; } }")),
  MALFORMED_LINE(Stage.LOCATE, "Illegal configuration-file syntax", jar -> jar) {
    @Override
    ProviderJar jar() {
      return ProviderJar.named(fileName()).service("acme.One acme.Two");
    }

    @Override
    Optional<String> className() {
      return Optional.empty();
    }
  };

  private final Stage stage;
  private final String message;

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
  private final UnaryOperator<ProviderJar> content;

  BrokenJar(Stage stage, String message, UnaryOperator<ProviderJar> content) {
    this.stage = stage;
    this.message = message;
    this.content = content;
  }

  ProviderJar jar() {
    return content.apply(ProviderJar.named(fileName()).service(className().orElseThrow()));
  }

  String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".jar";
  }

  /** The enum constant's name in camel case; empty if the failure can name no class. */
  Optional<String> className() {
    StringBuilder className = new StringBuilder("acme.");
    for (String word : List.of(name().split("_", -1))) {
      className.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return Optional.of(className.toString());
  }

  Stage stage() {
    return stage;
  }

  String message() {
    return message;
  }

  private static String goodWith(String className, String members) {
    return provider(className, members, "return " + definition("unreached") + ";");
  }

  private static ProviderJar defining(ProviderJar jar, String className, String body) {
    return jar.source(className, provider(className, "", body));
  }

  private static ProviderJar needingAbsent(ProviderJar jar, String className) {
    return jar.source("acme.Absent", type("acme.Absent", "public class %s", ""))
        .without("acme.Absent")
        .source(
            className,
            type(
                className,
                "public class %s extends Absent implements IntegrationProvider",
                "public IntegrationDefinition definition() { return null; }"));
  }
}
