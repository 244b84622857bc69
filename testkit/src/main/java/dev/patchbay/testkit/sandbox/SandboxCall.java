package dev.patchbay.testkit.sandbox;

/** A request on its way through a service, before it is known whether a fault gets it. */
interface SandboxCall {

  /** Does what the request asks for. */
  SandboxReply perform();

  /** Words an error in the service's way; nothing else happens. */
  SandboxReply error(String code);
}
