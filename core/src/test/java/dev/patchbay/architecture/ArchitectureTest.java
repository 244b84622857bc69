package dev.patchbay.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import dev.patchbay.model.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order of core's packages, and what may show outside of them. */
@AnalyzeClasses(packages = "dev.patchbay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String REVEAL = Secret.class.getName() + ".reveal(";
  private static final List<String> COMPARISONS =
      List.of(
          "java.lang.String.equals",
          "java.lang.String.compareTo",
          "java.lang.String.contentEquals",
          "java.util.Objects.equals",
          "java.util.Arrays.equals",
          "java.util.Arrays.compare");
  private static final List<String> FOREIGN =
      List.of("com.fasterxml.jackson", "org.apache.hc", "com.google.inject", "com.google.common");

  @ArchTest
  static final ArchRule packagesUseOnlyThoseAboveThem =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.patchbay..")
          .layer("model")
          .definedBy("dev.patchbay.model")
          .layer("error")
          .definedBy("dev.patchbay.error")
          .layer("http")
          .definedBy("dev.patchbay.http")
          .layer("definition")
          .definedBy("dev.patchbay.spi.definition")
          .layer("store")
          .definedBy("dev.patchbay.spi.store")
          .layer("spi")
          .definedBy("dev.patchbay.spi")
          .layer("internal")
          .definedBy("dev.patchbay.internal..")
          .layer("root")
          .definedBy("dev.patchbay")
          .whereLayer("root")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("internal")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("spi")
          .mayOnlyBeAccessedByLayers("internal", "root")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("spi", "internal", "root")
          .whereLayer("definition")
          .mayOnlyBeAccessedByLayers("spi", "internal", "root")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("definition", "spi", "internal", "root")
          .whereLayer("error")
          .mayOnlyBeAccessedByLayers("http", "definition", "store", "spi", "internal", "root");

  @ArchTest
  static final ArchRule guiceIsUsedInTheRootPackageOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.patchbay")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..");

  @ArchTest
  static final ArchRule guavaIsThereForGuiceOnly =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.google.common..");

  @ArchTest
  static final ArchRule httpClientIsUsedInItsPackageOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.patchbay.internal.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule noLibraryShowsInASignature =
      classes()
          .that()
          .resideOutsideOfPackage("dev.patchbay.internal..")
          .and()
          .arePublic()
          .and()
          .doNotHaveFullyQualifiedName("dev.patchbay.IntegrationsModule")
          .should(showNoForeignType());

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.patchbay.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule clocksAreInjected =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule durationsAreMeasuredInOneClass =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.patchbay.internal.concurrent.EngineTime")
          .should()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule nothingIsDrawnFromAGuessableSource =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(SecureRandom.class, byte[].class)
          .orShould()
          .callMethod(SecureRandom.class, "setSeed", byte[].class);

  /** {@link Secret#equals} takes the same time however much of two secrets is equal. */
  @ArchTest
  static final ArchRule revealedSecretsAreNotCompared =
      methods().should(compareNothingThatTheyReveal());

  private static ArchCondition<JavaMethod> compareNothingThatTheyReveal() {
    return new ArchCondition<>("not compare texts where they reveal a secret") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean reveals =
            accesses(method).anyMatch(access -> access.getFullName().startsWith(REVEAL));
        if (reveals) {
          accesses(method)
              .filter(access -> COMPARISONS.stream().anyMatch(access.getFullName()::startsWith))
              .forEach(
                  access ->
                      events.add(
                          SimpleConditionEvent.violated(
                              method, method.getFullName() + " calls " + access.getFullName())));
        }
      }
    };
  }

  private static Stream<AccessTarget> accesses(JavaMethod method) {
    return method.getAccessesFromSelf().stream().map(JavaAccess::getTarget);
  }

  private static ArchCondition<JavaClass> showNoForeignType() {
    return new ArchCondition<>("show no type of a library in a public or protected signature") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethod method : type.getMethods()) {
          if (isExported(method)) {
            foreignTypes(method)
                .forEach(
                    name ->
                        events.add(
                            SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + name)));
          }
        }
        foreignSupertypes(type)
            .forEach(
                name ->
                    events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " is a " + name)));
      }
    };
  }

  private static boolean isExported(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        || method.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Set<String> foreignTypes(JavaMethod method) {
    return Stream.concat(
            method.getReturnType().getAllInvolvedRawTypes().stream(),
            method.getParameterTypes().stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
        .map(JavaClass::getName)
        .filter(ArchitectureTest::isForeign)
        .collect(Collectors.toSet());
  }

  private static Set<String> foreignSupertypes(JavaClass type) {
    return Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
        .map(JavaClass::getName)
        .filter(ArchitectureTest::isForeign)
        .collect(Collectors.toSet());
  }

  private static boolean isForeign(String name) {
    return FOREIGN.stream().anyMatch(name::startsWith);
  }
}
