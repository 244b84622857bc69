/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.googleoauth;

import org.jspecify.annotations.NullMarked;
