/**
 * The REST API and the callback behind the servlet: routes, answers, pages, limits. For the servlet
 * alone. Depends on {@code dev.patchbay.web.spi}, on core's API, and on the servlet API.
 */
@NullMarked
package dev.patchbay.web.internal;

import org.jspecify.annotations.NullMarked;
