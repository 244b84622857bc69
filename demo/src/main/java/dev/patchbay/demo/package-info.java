/**
 * A small host application: it connects accounts, with the sandbox in the services' place unless
 * real OAuth clients are in the environment. Not published; may use everything.
 */
@NullMarked
package dev.patchbay.demo;

import org.jspecify.annotations.NullMarked;
