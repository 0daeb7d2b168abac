import io.voucherify.client.VoucherifyClient;
import io.voucherify.client.model.campaign.AddVoucherToCampaign;
import io.voucherify.client.model.campaign.CampaignsFilter;
import io.voucherify.client.model.campaign.CreateCampaign;
import io.voucherify.client.model.campaign.DeleteCampaignParams;
import io.voucherify.client.model.customer.Customer;
import io.voucherify.client.model.customer.CustomersFilter;
import io.voucherify.client.model.distribution.PublishVoucher;
import io.voucherify.client.model.order.CreateOrder;
import io.voucherify.client.model.order.OrderItem;
import io.voucherify.client.model.order.OrdersFilter;
import io.voucherify.client.model.order.UpdateOrder;
import io.voucherify.client.model.voucher.Discount;
import io.voucherify.client.model.voucher.Voucher;
import io.voucherify.client.model.voucher.VoucherType;

/** Customers, orders and campaigns. */
final class BuyerWalk {
  private final VoucherifyClient api;
  private final String run;

  /** Codes and names end with {@code run}: the region may have been used before. */
  BuyerWalk(VoucherifyClient api, String run) {
    this.api = api;
    this.run = run;
  }

  void buyers() {
    String source = "jb-" + run;
    var made =
        Steps.step(
            "customers().create",
            () ->
                api.customers()
                    .create(
                        Customer.builder().sourceId(source).email(source + "@example.com").build()),
            c -> c.getSourceId(),
            source);
    Customer change = Customer.builder().id(made.getId()).phone("+48 555").build();
    Steps.step(
        "customers().update", () -> api.customers().update(change), c -> c.getPhone(), "+48 555");
    Steps.step(
        "customers().get",
        () -> api.customers().get(made.getId()),
        c -> c.getSummary().getOrders().getTotalCount(),
        0);
    Steps.step(
        "customers().list",
        () ->
            api.customers().list(CustomersFilter.builder().email(source + "@example.com").build()),
        l -> l.getCustomers().getFirst().getId(),
        made.getId());
    OrderItem item =
        OrderItem.builder()
            .sourceId("kubek")
            .relatedObject("product")
            .quantity(2)
            .price(3500)
            .build();
    var order =
        Steps.step(
            "orders().create",
            () -> api.orders().create(CreateOrder.builder().customer(change).item(item).build()),
            o -> o.getStatus() + " " + o.getAmount(),
            "CREATED 7000");
    Steps.step("orders().get", () -> api.orders().get(order.getId()), o -> o.getAmount(), 7000);
    Steps.step(
        "orders().update",
        () -> api.orders().update(order.getId(), UpdateOrder.builder().amount(6500).build()),
        o -> o.getAmount(),
        6500);
    Steps.step(
        "orders().list",
        () -> api.orders().list(OrdersFilter.builder().limit(1).build()),
        l -> l.getOrders().size(),
        1);
    Steps.done("customers().delete", () -> api.customers().delete(made.getId()));
    Steps.refused(
        "customers().get a deleted one", () -> api.customers().get(made.getId()), 404, "not_found");
  }

  void campaigns() {
    String name = "Lato " + run;
    Voucher offer =
        Voucher.builder()
            .type(VoucherType.DISCOUNT_VOUCHER)
            .discount(Discount.amountOff(700))
            .build();
    CreateCampaign wanted =
        CreateCampaign.builder().name(name).vouchersCount(1).voucher(offer).build();
    Steps.step("campaigns().create", () -> api.campaigns().create(wanted), c -> c.getName(), name);
    Steps.step(
        "campaigns().get", () -> api.campaigns().get(name), c -> c.getType().name(), "AUTO_UPDATE");
    Steps.step(
        "campaigns().list",
        () -> api.campaigns().list(CampaignsFilter.builder().limit(100).build()),
        l -> l.getCampaigns().stream().anyMatch(c -> c.getName().equals(name)),
        true);
    Steps.step(
        "campaigns().addVoucherWithCode",
        () ->
            api.campaigns()
                .addVoucherWithCode(name, "JVIP-" + run, AddVoucherToCampaign.builder().build()),
        v -> v.getCode(),
        "JVIP-" + run);
    Steps.step(
        "distributions().publish from the campaign",
        () ->
            api.distributions()
                .publish(
                    PublishVoucher.builder()
                        .campaign(name)
                        .customer(Customer.builder().sourceId("jc-" + run).build())
                        .build()),
        p -> p.getVoucher().getCampaign(),
        name);
    Steps.step(
        "distributions().list",
        () -> api.distributions().list(),
        l -> l.getPublications().isEmpty(),
        false);
    Steps.refused(
        "campaigns().create of a taken name",
        () -> api.campaigns().create(wanted),
        409,
        "duplicate_found");
    Steps.done(
        "campaigns().delete",
        () -> api.campaigns().delete(name, DeleteCampaignParams.builder().force(true).build()));
  }
}
