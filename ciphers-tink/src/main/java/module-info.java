/** Seals stored credentials with Google Tink. */
module dev.patchbay.ciphers.tink {
  requires transitive com.google.crypto.tink;
  requires transitive dev.patchbay.core;
  requires com.google.gson; // for Tink, which has no module-info to say so
  requires com.google.protobuf; // likewise
  requires jdk.unsupported; // for Protobuf, likewise
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.patchbay.ciphers.tink;

  uses com.google.crypto.tink.KmsClient;
}
