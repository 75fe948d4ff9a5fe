import { evalToken, Tag } from "liquidjs";
import type { Context, Emitter, Liquid, Parser, TagToken, Template, TopLevelToken } from "liquidjs";

import { attributes, printed } from "../arguments.ts";
import { stateOf } from "../render-state.ts";
import { readBody } from "./plain.ts";
import { evaluateNamed, readTagArguments } from "./tag-arguments.ts";
import type { TagArguments } from "./tag-arguments.ts";

interface FormKind {
  readonly action: string;
  readonly id: string;
  readonly className?: string;
  readonly isMultipart?: boolean;
}

/** Where each kind of form is sent (shopify.dev, Liquid, "form"); addresses are below the language's root. */
const FORMS: ReadonlyMap<string, FormKind> = new Map(
  Object.entries({
    product: {
      action: "cart/add",
      id: "product_form",
      className: "shopify-product-form",
      isMultipart: true,
    },
    cart: { action: "cart", id: "cart_form", className: "shopify-cart-form", isMultipart: true },
    contact: { action: "contact#contact_form", id: "contact_form", className: "contact-form" },
    customer: { action: "contact#contact_form", id: "contact_form", className: "contact-form" },
    customer_login: { action: "account/login", id: "customer_login" },
    guest_login: { action: "account/login", id: "customer_login_guest" },
    create_customer: { action: "account", id: "create_customer" },
    recover_customer_password: { action: "account/recover", id: "recover_customer_password" },
    reset_customer_password: { action: "account/reset", id: "reset_customer_password" },
    activate_customer_password: { action: "account/activate", id: "activate_customer_password" },
    customer_address: { action: "account/addresses", id: "address_form" },
    localization: {
      action: "localization",
      id: "localization_form",
      className: "shopify-localization-form",
      isMultipart: true,
    },
    storefront_password: {
      action: "password",
      id: "login_form",
      className: "storefront-password-form",
    },
    new_comment: { action: "comments#comment_form", id: "comment_form", className: "comment-form" },
  } satisfies Record<string, FormKind>),
);

const hidden = (name: string, value: unknown) =>
  `<input${attributes([
    ["type", "hidden"],
    ["name", name],
    ["value", value],
  ])}>`;

const field = (from: unknown, name: string): unknown =>
  typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;

/** `{% form 'product', product, id: … %}`: a form of Shopify's, with the hidden fields that go with its kind. */
export class FormTag extends Tag {
  readonly #arguments: TagArguments;
  readonly #body: Template[];

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    this.#arguments = readTagArguments(this.tokenizer);
    this.#body = readBody(token, remaining, parser);
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const [typeToken, subjectToken] = this.#arguments.positional;
    const type = printed(yield evalToken(typeToken, context));
    const subject = subjectToken ? yield evalToken(subjectToken, context) : null;
    const given = yield* evaluateNamed(this.#arguments, context);
    const kind = FORMS.get(type);
    if (!kind) throw new Error(`form: there is no form of type "${type}"`);
    const { page, section } = stateOf(context);
    const rootUrl = printed(context.getSync(["routes", "root_url"])) || "/";
    const returnTo = given.get("return_to");
    given.delete("return_to");
    const all = new Map<string, unknown>([
      ["method", "post"],
      ["action", `${rootUrl}${kind.action}`],
      ["id", type === "product" ? `${kind.id}_${printed(field(subject, "id"))}` : kind.id],
      ["accept-charset", "UTF-8"],
      ["class", kind.className],
      ["enctype", kind.isMultipart ? "multipart/form-data" : null],
      ...given,
    ]);
    emitter.write(`<form${attributes(all)}>${hidden("form_type", type)}${hidden("utf8", "✓")}`);
    if (type === "localization")
      emitter.write(hidden("_method", "put") + hidden("return_to", returnTo ?? page.path));
    else if (returnTo !== undefined) emitter.write(hidden("return_to", returnTo));
    const message = page.formMessages.get(type);
    const form = {
      id: type === "product" ? field(subject, "id") : kind.id,
      errors: message?.error === undefined ? null : formErrors(message.error),
      "posted_successfully?": message?.isSent ?? false,
      "password_needed?": true,
      ...(type === "customer_address" && typeof subject === "object" ? subject : {}),
    };
    context.push({ form });
    yield this.liquid.renderer.renderTemplates(this.#body, context, emitter);
    context.pop();
    if (type === "product")
      emitter.write(hidden("product-id", field(subject, "id")) + hidden("section-id", section?.id));
    emitter.write("</form>");
  }
}

/** Errors of a form: a list of the fields, with a message for each. */
function formErrors(message: string): object {
  return Object.assign(["form"], {
    messages: { form: message },
    translated_fields: { form: "Form" },
  });
}
