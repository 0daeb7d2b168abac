package io.voucherctl.server.voucher.domain;

/**
 * A campaign to be made.
 *
 * @param voucher how its vouchers are made: a JSON object
 * @param vouchersCount codes to begin with
 */
public record CampaignDraft(
    String name,
    Campaign.Kind kind,
    Campaign.Supply supply,
    String voucher,
    CampaignTerms terms,
    long vouchersCount) {}
