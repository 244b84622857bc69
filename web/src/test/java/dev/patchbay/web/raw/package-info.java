/** HTTP as bytes, for what no client of HTTP would send. */
@NullMarked
package dev.patchbay.web.raw;

import org.jspecify.annotations.NullMarked;
