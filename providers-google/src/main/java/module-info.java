/**
 * What Gmail and Google Drive share. Support for their two modules, which are compiled after this
 * one; applications name neither it nor anything in it.
 */
@SuppressWarnings("module")
module dev.patchbay.providers.google {
  requires transitive dev.patchbay.core;
  requires static org.jspecify;

  exports dev.patchbay.providers.google to
      dev.patchbay.providers.gdrive,
      dev.patchbay.providers.gmail;
}
