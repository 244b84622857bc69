@NullMarked
package dev.patchbay.testkit.providers;

import org.jspecify.annotations.NullMarked;
