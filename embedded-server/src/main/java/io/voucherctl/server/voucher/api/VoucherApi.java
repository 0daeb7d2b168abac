package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.Router;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.voucher.api.Tenanted.Call;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.Blueprint;
import io.voucherctl.server.voucher.work.CampaignCreation;
import io.voucherctl.server.voucher.work.CampaignVouchers;
import io.voucherctl.server.voucher.work.CustomerUpsert;
import io.voucherctl.server.voucher.work.Desk;
import io.voucherctl.server.voucher.work.OrderUpsert;
import io.voucherctl.server.voucher.work.Publish;
import io.voucherctl.server.voucher.work.Redeem;
import io.voucherctl.server.voucher.work.Rollback;
import io.voucherctl.server.voucher.work.SessionRelease;
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.VoucherCreation;
import io.voucherctl.server.voucher.work.VoucherUpdate;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The voucher API's routes over one store. Safe for any number of threads. */
public final class VoucherApi {
  private final VoucherStore store;
  private final Errors errors;
  private final Access access;
  private final Router router;

  /** Behind a gateway, whose word is taken. */
  public VoucherApi(VoucherStore store, InstantSource clock, RandomGenerator random) {
    this(store, clock, random, new GatewayWord());
  }

  /**
   * Puts the routes together.
   *
   * @param random draws ids and codes; must be safe for several threads and hard to guess
   */
  public VoucherApi(
      VoucherStore store, InstantSource clock, RandomGenerator random, Access access) {
    Json json = new Json();
    Ids ids = new Ids(clock, random);
    Desk desk = new Desk(clock, ids, json::merge, new ItemJson(json));
    CustomerUpsert customers = new CustomerUpsert(desk);
    OrderUpsert orders = new OrderUpsert(desk, customers);
    VoucherCreation creation = new VoucherCreation(desk);
    Changes changes = new Changes(store, clock);
    CampaignVouchers inCampaigns = new CampaignVouchers(creation);
    Blueprint blueprint = campaign -> CampaignBody.next(json, campaign);
    this.store = store;
    this.errors = new Errors(json, ids);
    this.access = access;
    Validate validate = new Validate(desk);
    Redeem redeem = new Redeem(desk, customers, orders);
    UseCalls uses =
        new UseCalls(
            json,
            errors,
            store,
            changes,
            ids,
            new UseCalls.Units(validate, redeem, new SessionRelease(desk)));
    PublishCalls publications =
        new PublishCalls(
            json, store, changes, new Publish(desk, customers, inCampaigns, blueprint));
    this.router =
        routes(
            new VoucherCalls(json, store, changes, creation, new VoucherUpdate(desk)),
            new VoucherImport(json, store, changes, creation, ids, clock),
            new AsyncActionCalls(json, store),
            new CustomerCalls(json, store, changes, customers, ids, clock),
            new OrderCalls(json, store, changes, orders),
            uses,
            new StackCalls(json, errors, store, changes, ids, validate, redeem),
            new RedemptionCalls(
                json, errors, store, changes, new Rollback(desk, customers, orders)),
            publications,
            new ClientCalls(json, uses, publications),
            new CampaignCalls(
                json, store, changes, new CampaignCreation(desk, inCampaigns, blueprint), clock),
            new CampaignVoucherCalls(
                json, store, changes, new Errands(json, store, changes, ids, clock), inCampaigns));
  }

  public Handler handler() {
    return router;
  }

  /** Refusals in the contract's shape, for what HTTP itself refuses. */
  public ErrorShape errorShape() {
    return errors;
  }

  private Router routes(
      VoucherCalls vouchers,
      VoucherImport imports,
      AsyncActionCalls actions,
      CustomerCalls customers,
      OrderCalls orders,
      UseCalls uses,
      StackCalls stacks,
      RedemptionCalls redemptions,
      PublishCalls publications,
      ClientCalls clients,
      CampaignCalls campaigns,
      CampaignVoucherCalls campaignVouchers) {
    return Router.builder(errors)
        .route("GET", "/livez", request -> probe(store.alive()))
        .route("GET", "/readyz", request -> probe(store.ready()))
        .route("POST", "/v1/vouchers", tenanted(vouchers::create))
        .route("GET", "/v1/vouchers", tenanted(vouchers::list))
        .route("POST", "/v1/vouchers/import", tenanted(imports::run))
        .route("POST", "/v1/vouchers/{code}", tenanted(vouchers::createWithCode))
        .route("GET", "/v1/vouchers/{code}", tenanted(vouchers::show))
        .route("PUT", "/v1/vouchers/{code}", tenanted(vouchers::update))
        .route("DELETE", "/v1/vouchers/{code}", tenanted(vouchers::delete))
        .route("POST", "/v1/vouchers/{code}/enable", tenanted(vouchers::enable))
        .route("POST", "/v1/vouchers/{code}/disable", tenanted(vouchers::disable))
        .route("POST", "/v1/vouchers/{code}/balance", tenanted(vouchers::addBalance))
        .route("GET", "/v1/async-actions", tenanted(actions::list))
        .route("GET", "/v1/async-actions/{id}", tenanted(actions::show))
        .route("POST", "/v1/vouchers/{code}/validate", tenanted(uses::validate))
        .route("POST", "/v1/vouchers/{code}/redemption", tenanted(uses::redeem))
        .route("DELETE", "/v1/vouchers/{code}/sessions/{key}", tenanted(uses::release))
        .route("GET", "/v1/vouchers/{code}/redemption", tenanted(redemptions::history))
        .route("GET", "/v1/vouchers/{code}/redemptions", tenanted(redemptions::history))
        .route("POST", "/v1/validations", tenanted(stacks::validate))
        .route("POST", "/v1/redemptions", tenanted(stacks::redeem))
        .route("GET", "/v1/redemptions", tenanted(redemptions::list))
        .route("GET", "/v1/redemptions/{id}", tenanted(redemptions::show))
        .route("POST", "/v1/redemptions/{id}/rollback", tenanted(redemptions::rollback))
        .route("POST", "/v1/redemptions/{id}/rollbacks", tenanted(redemptions::rollbackAll))
        .route("POST", "/v1/publications", tenanted(publications::publish))
        .route("POST", "/v1/vouchers/publish", tenanted(publications::publish))
        .route("GET", "/v1/publications", tenanted(publications::list))
        .route("GET", "/v1/publications/create", tenanted(publications::publishByQuery))
        .route("GET", "/v1/vouchers/{code}/publications", tenanted(publications::listOfVoucher))
        .route("POST", "/v1/campaigns", tenanted(campaigns::create))
        .route("GET", "/v1/campaigns", tenanted(campaigns::list))
        .route("GET", "/v1/campaigns/{campaign}", tenanted(campaigns::show))
        .route("PUT", "/v1/campaigns/{campaign}", tenanted(campaigns::update))
        .route("DELETE", "/v1/campaigns/{campaign}", tenanted(campaignVouchers::delete))
        .route("POST", "/v1/campaigns/{campaign}/enable", tenanted(campaigns::enable))
        .route("POST", "/v1/campaigns/{campaign}/disable", tenanted(campaigns::disable))
        .route("POST", "/v1/campaigns/{campaign}/vouchers", tenanted(campaignVouchers::add))
        .route(
            "POST",
            "/v1/campaigns/{campaign}/vouchers/{code}",
            tenanted(campaignVouchers::addWithCode))
        .route("POST", "/v1/campaigns/{campaign}/import", tenanted(campaignVouchers::importAll))
        .route("POST", "/v1/customers", tenanted(customers::upsert))
        .route("GET", "/v1/customers", tenanted(customers::list))
        .route("GET", "/v1/customers/{id}", tenanted(customers::show))
        .route("PUT", "/v1/customers/{id}", tenanted(customers::update))
        .route("DELETE", "/v1/customers/{id}", tenanted(customers::delete))
        .route("POST", "/v1/customers/{id}/permanent-deletion", tenanted(customers::erase))
        .route("POST", "/v1/orders", tenanted(orders::upsert))
        .route("GET", "/v1/orders", tenanted(orders::list))
        .route("GET", "/v1/orders/{id}", tenanted(orders::show))
        .route("PUT", "/v1/orders/{id}", tenanted(orders::update))
        .route("GET", "/client/v1/validate", client(clients::validate))
        .route("POST", "/client/v1/redeem", client(clients::redeem))
        .route("POST", "/client/v1/publish", client(clients::publish))
        .route("POST", "/client/v1/validations", client(stacks::validate))
        .route("POST", "/client/v1/redemptions", client(stacks::redeem))
        .build();
  }

  private Handler tenanted(Call call) {
    return new Tenanted(errors, access, ApiSide.SERVER, call);
  }

  private Handler client(Call call) {
    return new Tenanted(errors, access, ApiSide.CLIENT, call);
  }

  private static Response probe(boolean well) {
    return Response.text(well ? 200 : 503, well ? "ok\n" : "the store does not answer\n");
  }
}
