/**
 * Stores in a database that the host brings: H2 for one node, PostgreSQL for many.
 *
 * <p>For applications, which see {@code JdbcStores} alone. May use the SPI of core, JDBC, Jackson,
 * and Flyway for the schema.
 */
@NullMarked
package dev.patchbay.stores.jdbc;

import org.jspecify.annotations.NullMarked;
