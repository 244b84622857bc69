/** A real browser, and what attackers would have it do. */
@NullMarked
package dev.patchbay.web.browser;

import org.jspecify.annotations.NullMarked;
