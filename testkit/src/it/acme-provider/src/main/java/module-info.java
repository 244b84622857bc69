module com.example.acme {
  requires dev.patchbay.core;

  exports com.example.acme;

  provides dev.patchbay.spi.IntegrationProvider with
      com.example.acme.AcmeProvider;
}
