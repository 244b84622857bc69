/**
 * The servlet that a host mounts: the REST API for sessions and connections, and the callback
 * route. Depends on everything else in this module.
 */
@NullMarked
package dev.patchbay.web;

import org.jspecify.annotations.NullMarked;
