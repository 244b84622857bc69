/**
 * Small tools for tests: secrets that can be found again wherever they leak, and a clock that
 * stands still until told otherwise.
 *
 * <p>For tests only. Depends on nothing.
 */
@NullMarked
package dev.patchbay.testkit;

import org.jspecify.annotations.NullMarked;
