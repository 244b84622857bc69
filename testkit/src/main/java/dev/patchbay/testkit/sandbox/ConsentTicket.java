package dev.patchbay.testkit.sandbox;

/**
 * A question that was put to the user.
 *
 * @param id what the page's form sends back
 * @param approval what a yes would mean
 * @param code what a yes would give out
 * @param callback where the answer goes
 */
record ConsentTicket(String id, Approval approval, IssuedCode code, CallbackUrl callback) {}
