module com.example.host {
  requires dev.patchbay.core;
  requires com.fasterxml.jackson.databind; // only because this program has an ObjectMapper too

  uses dev.patchbay.spi.IntegrationProvider; // only because it looks for providers itself
}
