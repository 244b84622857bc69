package dev.patchbay.spi.store;

import java.time.Duration;

/**
 * What a sweep of sessions may do.
 *
 * @param exchangeLife how long a session may be exchanging, without a grant yet, before it counts
 *     as left behind
 * @param keepEnded how long an ended session can still be read
 * @param batch how many sessions one sweep changes at most
 */
public record SweepLimits(Duration exchangeLife, Duration keepEnded, int batch) {}
