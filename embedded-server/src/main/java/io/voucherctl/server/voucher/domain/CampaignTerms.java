package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the maker of a campaign decides and may change later.
 *
 * @param startDate of the vouchers made from now on, as is {@code expirationDate}
 * @param joinOnce whether a customer gets one voucher of the campaign only
 * @param autoJoin kept for callers, without effect here
 * @param metadata a JSON object, opaque here
 */
public record CampaignTerms(
    @Nullable String description,
    @Nullable String category,
    @Nullable Instant startDate,
    @Nullable Instant expirationDate,
    boolean joinOnce,
    boolean autoJoin,
    String metadata) {}
