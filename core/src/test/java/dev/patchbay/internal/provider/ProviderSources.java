package dev.patchbay.internal.provider;

/** Source texts of providers for {@link ProviderJar}. */
final class ProviderSources {
  private ProviderSources() {}

  /** A provider that works. */
  static String good(String className, String id) {
    return provider(className, "", "return " + definition(id) + ";");
  }

  /** A jar with one provider that works. */
  static ProviderJar goodJar(String fileName, String className, String id) {
    return ProviderJar.named(fileName).source(className, good(className, id)).service(className);
  }

  static String definition(String id) {
    return """
        IntegrationDefinition.builder("%s", "Sample")
            .auth(OAuth2.builder(UrlTemplate.of("https://a.example/authorize"),
                UrlTemplate.of("https://a.example/token")).build()).build()"""
        .formatted(id);
  }

  static String provider(String className, String members, String definitionBody) {
    return type(
        className,
        "public final class %s implements IntegrationProvider",
        members + "public IntegrationDefinition definition() {" + definitionBody + "}");
  }

  static String type(String className, String head, String members) {
    int dot = className.lastIndexOf('.');
    return "package %s; import dev.patchbay.spi.*; import dev.patchbay.spi.definition.*;"
            .formatted(className.substring(0, dot))
        + head.formatted(className.substring(dot + 1))
        + "{"
        + members
        + "}";
  }
}
