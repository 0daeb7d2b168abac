package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes of a campaign as a request describes them; what is null was not sent. */
public record CampaignChange(
    @Nullable String description,
    @Nullable String category,
    @Nullable Instant startDate,
    @Nullable Instant expirationDate,
    @Nullable Boolean joinOnce,
    @Nullable Boolean autoJoin,
    @Nullable String metadata) {}
