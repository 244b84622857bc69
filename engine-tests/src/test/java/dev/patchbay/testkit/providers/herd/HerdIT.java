package dev.patchbay.testkit.providers.herd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.patchbay.spi.IntegrationProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Every defect is found, by a test that no other defect makes fail. */
@Tag("one-jdk")
class HerdIT {
  private static final List<Member> HERD =
      List.of(
          new Member(
              TokenFaults.DropsTheRefreshToken.class, "everyFieldOfAnAnswerIsTaken/refresh token"),
          new Member(TokenFaults.ForgetsTheExpiry.class, "everyFieldOfAnAnswerIsTaken/expiry"),
          new Member(TokenFaults.HidesTheError.class, "answerWithoutATokenIsNoGrant/words"),
          new Member(TokenFaults.TakesTheWrongToken.class, "anotherTokenIsNotTakenForTheFirst"),
          new Member(
              TokenFaults.TakesAnyKind.class,
              "refreshThatAnswersAnotherKindOfTokenBringsNone/default: mac"),
          new Member(TokenFaults.ReturnsNull.class, "hooksReturnNoNull"),
          new Member(TokenFaults.LogsTheToken.class, "logsHoldNoSecret"),
          new Member(TokenFaults.TellsTheToken.class, "exceptionsHoldNoSecret"),
          new Member(TokenFaults.TakesAnOutageForTheEnd.class, "outagePasses/HTTP 503"),
          new Member(
              TokenFaults.BlamesTheUser.class, "refusalsAreClassedByTheirCode/invalid_client"),
          new Member(
              TokenFaults.EndsOnTheUnknown.class,
              "codeThatNobodyListedEndsNoConnection/kit_unheard_of"),
          new Member(AccountFaults.KeepsTheLastAccount.class, "keepsNoState"),
          new Member(AccountFaults.GoesByTheName.class, "renamedAccountIsTheSameAccount"),
          new Member(AccountFaults.FindsNoId.class, "connectsAndSaysWhoseAccountItIs"),
          new Member(AccountFaults.MakesUpAnAccount.class, "refusedCredentialIsNobodys"),
          new Member(AccountFaults.KnowsOneAccountOnly.class, "anotherAccountIsAnotherConnection"),
          new Member(AccountFaults.NeverKnowsAgain.class, "sameAccountAgainIsTheSameConnection"),
          new Member(AccountFaults.BlocksForEver.class, "hooksReturnInTime"),
          new Member(AccountFaults.SharesWhatItReads.class, "manyAtOnceGetTheirOwnAccounts"),
          new Member(
              AccountFaults.DemandsAnEmail.class, "hooksThrowNothingButWhatTheErrorsOfTheApiAre"),
          new Member(RevocationFaults.ClaimsRevoked.class, "revokedTokenIsDeadAtTheService"),
          new Member(
              RevocationFaults.TrustsTheStatus.class, "refusalInsideA200IsNoRevocation/ok: false"),
          new Member(
              RevocationFaults.TakesAnOutageForGone.class,
              "unconfirmedRevocationIsSaidToHaveFailed/503 with HTML"),
          new Member(
              DefinitionFaults.DiffersEachTime.class,
              "definitionIsTheSameEachTimeAndFromAFreshInstance"),
          new Member(DefinitionFaults.LinksNothing.class, "definitionLinksItsDocumentation"),
          new Member(DefinitionFaults.AsksInClear.class, "everyAddressIsHttps"),
          new Member(
              DefinitionFaults.SkipsTheProofKey.class, "proofKeyIsUsedWhereTheServiceKnowsIt"),
          new Member(
              DefinitionFaults.SeparatesByComma.class, "scopesAreAskedForInTheServicesOwnWay"),
          new Member(
              DefinitionFaults.MissesTheRotation.class, "refreshDoesToOldTokensWhatIsDeclared"),
          new Member(DefinitionFaults.IsNotListed.class, "isFoundByServiceLoader"),
          new Member(DefinitionFaults.IsListedOnceOnly.class, "servicesFileAndModuleNameTheSame"));

  private static final Map<String, Set<String>> FAILED = new LinkedHashMap<>();
  private static EngineExecutionResults sane;

  @BeforeAll
  static void runTheKitOnAll() {
    sane = run(Sane.class, selectClass(HerdKit.class));
    Map<String, Set<String>> failed = new ConcurrentHashMap<>();
    // The one that logs would be heard in the runs beside it.
    Predicate<Member> logs = member -> member.wrong().equals(TokenFaults.LogsTheToken.class);
    Consumer<Member> ask =
        member -> failed.put(member.name(), failed(run(member.wrong(), ownTests())));
    HERD.stream().filter(logs).forEach(ask);
    HERD.parallelStream().filter(logs.negate()).forEach(ask);
    HERD.forEach(member -> FAILED.put(member.name(), failed.get(member.name())));
    System.out.printf(
        "The contract kit has %d tests; the herd has %d members%n",
        sane.testEvents().started().count(), HERD.size());
    FAILED.forEach((name, tests) -> System.out.printf("  %s: %s%n", name, tests));
  }

  /** The others say nothing about who finds whom, and are two thirds of them. */
  private static DiscoverySelector[] ownTests() {
    return HERD.stream()
        .map(member -> member.ownTest().replaceFirst("/.*", ""))
        .distinct()
        .map(method -> selectMethod(HerdKit.class, method))
        .toArray(DiscoverySelector[]::new);
  }

  @Test
  void saneProviderPassesEveryTest() {
    assertThat(failed(sane)).isEmpty();
    assertThat(sane.testEvents().aborted().count() + sane.allEvents().skipped().count()).isZero();
    assertThat(sane.testEvents().succeeded().count()).isGreaterThanOrEqualTo(HERD.size());
  }

  @Test
  void everyMemberFailsItsOwnTest() {
    assertThat(HERD)
        .allSatisfy(
            member ->
                assertThat(FAILED.get(member.name())).as(member.name()).contains(member.ownTest()));
  }

  @Test
  void noMemberFailsTheOwnTestOfAnother() {
    assertThat(HERD)
        .allSatisfy(
            member ->
                assertThat(membersThatFail(member.ownTest()))
                    .as(member.ownTest())
                    .containsOnly(member.name()));
  }

  private static List<String> membersThatFail(String test) {
    return FAILED.entrySet().stream()
        .filter(entry -> entry.getValue().contains(test))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static EngineExecutionResults run(
      Class<? extends IntegrationProvider> provider, DiscoverySelector... tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(HerdKit.MEMBER, provider.getName())
        .selectors(tests)
        .execute();
  }

  private static Set<String> failed(EngineExecutionResults results) {
    return results.allEvents().failed().stream()
        .map(Event::getTestDescriptor)
        .map(HerdIT::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The name of the method, and of the dynamic test that it made. */
  private static String name(TestDescriptor test) {
    return Stream.iterate(test, Objects::nonNull, it -> it.getParent().orElse(null))
        .filter(it -> !it.isRoot())
        .map(it -> it.getDisplayName().replace("()", ""))
        .filter(name -> !name.equals(HerdKit.class.getSimpleName()))
        .filter(name -> !name.startsWith("JUnit"))
        .reduce((inner, outer) -> outer + "/" + inner)
        .orElseThrow();
  }

  /** A wrong provider, and the test that is to find it. */
  private record Member(Class<? extends IntegrationProvider> wrong, String ownTest) {
    String name() {
      return wrong.getSimpleName();
    }
  }
}
