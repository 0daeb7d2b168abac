import io.voucherify.client.VoucherifyClient;
import io.voucherify.client.model.customer.Customer;
import io.voucherify.client.model.distribution.PublishVoucher;
import io.voucherify.client.model.order.Order;
import io.voucherify.client.model.redemption.RedeemVoucher;
import io.voucherify.client.model.redemption.RedemptionsFilter;
import io.voucherify.client.model.redemption.RollbackRedemption;
import io.voucherify.client.model.validation.VoucherValidation;
import io.voucherify.client.model.voucher.CodeConfig;
import io.voucherify.client.model.voucher.CreateVoucher;
import io.voucherify.client.model.voucher.Discount;
import io.voucherify.client.model.voucher.Gift;
import io.voucherify.client.model.voucher.ImportVouchers;
import io.voucherify.client.model.voucher.Voucher;
import io.voucherify.client.model.voucher.VoucherRedemption;
import io.voucherify.client.model.voucher.VoucherType;
import io.voucherify.client.model.voucher.VoucherUpdate;
import io.voucherify.client.model.voucher.VouchersFilter;
import java.util.Date;

/** What is done with vouchers, and by them. */
final class VoucherWalk {
  private final VoucherifyClient api;
  private final String run;

  /** Codes and names end with {@code run}: the region may have been used before. */
  VoucherWalk(VoucherifyClient api, String run) {
    this.api = api;
    this.run = run;
  }

  void vouchers() {
    String code = "JLATO-" + run;
    Steps.step(
        "vouchers().create",
        () -> create(voucher(code).discount(Discount.percentOff(15.0, 4000)).metadataEntry("n", 7)),
        v -> v.getCode(),
        code);
    Steps.step(
        "vouchers().create without a code",
        () ->
            api.vouchers()
                .create(
                    CreateVoucher.builder()
                        .voucher(discount(null))
                        .codeConfig(CodeConfig.builder().prefix("J-").length(6).build())
                        .build()),
        v -> v.getCode().length(),
        8);
    Steps.step(
        "vouchers().get",
        () -> api.vouchers().get(code),
        v -> v.getDiscount().getAmountLimit(),
        4000);
    Steps.step(
        "vouchers().update",
        () ->
            api.vouchers()
                .update(
                    code,
                    VoucherUpdate.builder()
                        .category("j-" + run)
                        .expirationDate(new Date(7_000_000_000_000L))
                        .build()),
        v -> v.getExpirationDate().getTime(),
        7_000_000_000_000L);
    Steps.step("vouchers().disable", () -> api.vouchers().disable(code), v -> v.getActive(), false);
    Steps.step("vouchers().enable", () -> api.vouchers().enable(code), v -> v.getActive(), true);
    Steps.step(
        "vouchers().list",
        () -> api.vouchers().list(VouchersFilter.builder().category("j-" + run).limit(5).build()),
        l -> l.getTotal() + " " + l.getVouchers().getFirst().getCode(),
        "1 " + code);
    Steps.done(
        "vouchers().importVouchers",
        () ->
            api.vouchers()
                .importVouchers(ImportVouchers.builder().voucher(discount("JI-" + run)).build()));
    Steps.soon(() -> api.vouchers().get("JI-" + run));
    Steps.step(
        "vouchers().get the imported one",
        () -> api.vouchers().get("JI-" + run),
        v -> v.getCode(),
        "JI-" + run);
    Steps.done("vouchers().delete", () -> api.vouchers().delete("JI-" + run, true));
    Steps.refused(
        "vouchers().get a deleted one", () -> api.vouchers().get("JI-" + run), 404, "not_found");
    Steps.refused(
        "vouchers().create of a taken code",
        () -> create(voucher(code).discount(Discount.amountOff(1))),
        409,
        "duplicate_found");
  }

  void uses() {
    String code = "JLATO-" + run;
    Customer customer = Customer.builder().sourceId("jk-" + run).name("Maja").build();
    Steps.step(
        "distributions().publish",
        () ->
            api.distributions()
                .publish(PublishVoucher.builder().voucher(code).customer(customer).build()),
        p -> p.getVoucher().getCode() + " " + p.getVoucher().getPublish().getCount(),
        code + " 1");
    Steps.step(
        "validations().validate",
        () ->
            api.validations()
                .validate(
                    code,
                    VoucherValidation.builder().customer(customer).order(order(30_000)).build()),
        v -> v.isValid() + " " + v.getOrder().getDiscountAmount(),
        "true 4000");
    var redeemed =
        Steps.step(
            "redemptions().redeem",
            () ->
                api.redemptions()
                    .redeem(
                        code,
                        RedeemVoucher.builder().customer(customer).order(order(10_000)).build()),
            r ->
                r.getResult()
                    + " "
                    + r.getOrder().getDiscountAmount(),
            "SUCCESS 1500");
    String id = redeemed.getId();
    Steps.step("redemptions().get", () -> api.redemptions().get(id), r -> r.getId(), id);
    Steps.step(
        "redemptions().list",
        () -> api.redemptions().list(RedemptionsFilter.builder().customer("jk-" + run).build()),
        l -> l.getTotal() + " " + l.getRedemptions().getFirst().getId(),
        "1 " + id);
    Steps.step(
        "redemptions().getForVoucher",
        () -> api.redemptions().getForVoucher(code),
        l -> l.getRedeemedQuantity() + " " + l.getRedemptionEntries().size(),
        "1 1");
    RollbackRedemption undo = RollbackRedemption.builder().customer(customer).build();
    Steps.step(
        "redemptions().rollback",
        () -> api.redemptions().rollback(id, "zwrot", undo),
        r -> r.getRedemption() + " " + r.getVoucher().getRedemption().getRedeemedQuantity(),
        id + " 0");
    Steps.refused(
        "redemptions().rollback once more",
        () -> api.redemptions().rollback(id, "zwrot", undo),
        400,
        "already_rolled_back");
    String once = "JONCE-" + run;
    create(
        voucher(once)
            .discount(Discount.amountOff(1))
            .redemption(VoucherRedemption.builder().quantity(1).build()));
    RedeemVoucher plain = RedeemVoucher.builder().build();
    Steps.step(
        "redemptions().redeem the only use",
        () -> api.redemptions().redeem(once, plain),
        r -> r.getResult().name(),
        "SUCCESS");
    Steps.refused(
        "redemptions().redeem of a used one",
        () -> api.redemptions().redeem(once, plain),
        400,
        "quantity_exceeded");
    String card = "JKARTA-" + run;
    create(voucher(card).type(VoucherType.GIFT_VOUCHER).gift(Gift.builder().amount(5000).build()));
    Steps.step(
        "redemptions().redeem a gift",
        () -> api.redemptions().redeem(card, RedeemVoucher.builder().order(order(1200)).build()),
        r -> r.getVoucher().getGift().getBalance(),
        3800);
  }

  private io.voucherify.client.model.voucher.response.VoucherResponse create(
      Voucher.VoucherBuilder voucher) {
    return api.vouchers().create(CreateVoucher.builder().voucher(voucher.build()).build());
  }

  private static Voucher.VoucherBuilder voucher(String code) {
    return Voucher.builder().code(code).type(VoucherType.DISCOUNT_VOUCHER);
  }

  private static Voucher discount(String code) {
    return voucher(code).discount(Discount.amountOff(700)).build();
  }

  private static Order order(int amount) {
    return Order.builder().amount(amount).build();
  }
}
