/**
 * The buckets of a fleet in Redis, through Bucket4j: connection, clock, circuit breaker, and the
 * order of quota edits. The one place that knows Lettuce.
 */
@NullMarked
package io.voucherctl.server.gateway.redis;

import org.jspecify.annotations.NullMarked;
