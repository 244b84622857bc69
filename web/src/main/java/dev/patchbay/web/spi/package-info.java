/**
 * What a host implements for the REST API: who a key stands for, and what binds a browser. Depends
 * on the servlet API and on core's values.
 */
@NullMarked
package dev.patchbay.web.spi;

import org.jspecify.annotations.NullMarked;
