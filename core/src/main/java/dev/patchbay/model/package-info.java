/**
 * The values that applications and providers pass and get: ids, sessions, connections, requests,
 * options, outcomes, receipts, pages and events.
 *
 * <p>All are immutable; builders are the only mutable ones. They check only that nothing is null:
 * the managers check the rest, so that every bad argument is told in the same way. Depends on
 * nothing of Patchbay.
 */
@NullMarked
package dev.patchbay.model;

import org.jspecify.annotations.NullMarked;
