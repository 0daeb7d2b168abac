package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.FailureMode;
import io.voucherctl.server.gateway.redis.RedisAddress;

/** The limiter that a gateway shares with others. */
public record LimiterStart(RedisAddress redis, FailureMode onFailure) {}
