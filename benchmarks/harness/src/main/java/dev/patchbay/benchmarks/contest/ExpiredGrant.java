package dev.patchbay.benchmarks.contest;

import java.net.URI;

/**
 * A grant at a service that rotates refresh tokens, and ends the grant if an old one comes again.
 * The client is {@link Sample}'s and authenticates in the body.
 *
 * @param tokenEndpoint where it is refreshed, plain HTTP on loopback
 * @param accessToken a token that has expired
 * @param refreshToken good for one request
 */
public record ExpiredGrant(URI tokenEndpoint, String accessToken, String refreshToken) {}
