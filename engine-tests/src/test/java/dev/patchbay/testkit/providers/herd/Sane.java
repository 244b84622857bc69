package dev.patchbay.testkit.providers.herd;

/** A provider with nothing wrong. */
public final class Sane implements Sampled {}
