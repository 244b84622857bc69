/** What a contestant has to be able to do, and the sample that all of them are given. */
@NullMarked
package dev.patchbay.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
