package dev.patchbay.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  private static final String LONGEST_LABEL = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b",
        "ghe.acme.example",
        "posthog.acme.co",
        "octo.ghe.com",
        "1.acme.example",
        "3com.example",
        "a--b.example",
        "xn--bcher-kva.example",
        "acme.xn--p1ai",
        "a.b.c.d.e.f.g.h.example",
        "127.0.0.1.nip.io",
        "x.c0m",
        "service.internal",
        "app.localhost",
      })
  void acceptsNamesAsTheyAre(String text) {
    assertThat(HostName.parse(text)).map(HostName::value).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "GHE.Acme.Example, ghe.acme.example",
    "XN--BCHER-KVA.EXAMPLE, xn--bcher-kva.example",
    "gITHUB.COM, github.com",
  })
  void lowersTheCase(String text, String value) {
    assertThat(HostName.parse(text)).map(HostName::value).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "127.0.0.0x1",
        "0177.0.0.1",
        "0177.0.0.01",
        "017700000001",
        "169.254.169.254",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "10.0.0.1",
        "0",
        "0.0.0.0",
        "255.255.255.255",
        "256.256.256.256",
        "1.2.3.4.5",
        "acme.1",
        "acme.0x1",
        "acme.example.7",
      })
  void refusesIpv4InEverySpelling(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[::1]",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "[::ffff:127.0.0.1]",
        "::ffff:7f00:1",
        "[fe80::1%25eth0]",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
      })
  void refusesIpv6InEverySpelling(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "LOCALHOST.",
        "acme",
        "com",
        "example.com.",
        "example.com..",
        ".example.com",
        "example..com",
        ".",
        "..",
        "a.",
        "-acme.example",
        "acme-.example",
        "acme.-example",
        "acme.example-",
        "a_b.example",
        "*.example.com",
        "acme.exa*mple",
      })
  void refusesSingleLabelsEmptyLabelsAndStrangeOnes(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com:22",
        "example.com:443",
        "example.com:",
        "a@b.example",
        "user:CNRY-pass@b.example",
        "b.example@evil.example",
        "b.example#@evil.example",
        "b.example/path",
        "b.example/",
        "b.example?x",
        "b.example#x",
        "b.example\\evil.example",
        "https://b.example",
        "//b.example",
        "b.example;x",
        "b.example,c.example",
        "b.example&x",
        "b.example%00",
        "b%2eexample",
        "b%2Eexample.com",
        "%62.example",
        "{host}.example",
        "$(x).example",
        "b.example'",
        "b.example\"",
        "<b>.example",
        "b.example|x",
        "!b.example",
        "b.example=x",
        "b+c.example",
        "~.example",
      })
  void refusesEverythingThatIsMoreThanAName(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ex ample.com",
        " example.com",
        "example.com ",
        "example.com\n",
        "\nexample.com",
        "example.com\r\nHost: evil.example",
        "example\t.com",
        "example.com\u0000",
        "example.com\u0000.evil.example",
        "example\u00a0.com",
        "example\u200b.com",
        "\ufeffexample.com",
        "example\u00ad.com",
        "example.com\u2028",
      })
  void refusesWhiteSpaceAndWhatCannotBeSeen(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  /** Some parsers turn these into ASCII: full width, circled, ideographic stop, Kelvin, long s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uff11\uff12\uff17.0.0.1",
        "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
        "127\u30020\u30020\u30021",
        "example\u3002com",
        "example\uff0ecom",
        "example\uff61com",
        "\uff45xample.com",
        "example.\u212bom",
        "tas\u212a.example",
        "acme\u017f.example",
        "b\u00fccher.example",
        "\u0430cme.example",
        "\u0661.example",
        "\u2100.example",
        "ex\u0131mple.com",
        "\ud83d\ude00.example",
      })
  void refusesWhatIsNotAscii(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  @Test
  void countsTheLengthOfLabelsAndOfTheWhole() {
    String of253 = (LONGEST_LABEL + ".").repeat(3) + "a".repeat(61);

    assertThat(of253).hasSize(253);
    assertThat(HostName.parse(of253)).isPresent();
    assertThat(HostName.parse("a" + of253)).isEmpty();
    assertThat(HostName.parse(of253 + "a")).isEmpty();
    assertThat(HostName.parse(LONGEST_LABEL + ".example")).isPresent();
    assertThat(HostName.parse("a" + LONGEST_LABEL + ".example")).isEmpty();
    assertThat(HostName.parse("example." + LONGEST_LABEL)).isPresent();
    assertThat(HostName.parse("example.a" + LONGEST_LABEL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.localhost, true",
    "a.LOCAL, true",
    "x.y.internal, true",
    "metadata.google.internal, true",
    "router.home.arpa, true",
    "abc.onion, true",
    "home.arpa, false",
    "local.acme.example, false",
    "mylocal.example, false",
    "acme.notlocal, false",
    "internal.acme.example, false",
  })
  void knowsNamesThatAreLocal(String text, boolean local) {
    assertThat(HostName.parse(text).orElseThrow().isLocal()).isEqualTo(local);
  }

  @ParameterizedTest
  @CsvSource({
    "acme.example, true",
    "api.acme.example, true",
    "a.b.acme.example, true",
    "notacme.example, false",
    "acme.example.evil.example, false",
    "example, false",
  })
  void coversItselfAndWhatIsBelowIt(String host, boolean covered) {
    assertThat(HostName.parse("acme.example").orElseThrow().covers(host)).isEqualTo(covered);
  }
}
