/** What a notification reads of an order: metafield `tandem`.`offers`. All of it is in the buyer's language. */
export interface ConfirmationDocument {
  readonly heading: string;
  readonly items: readonly {
    readonly title: string;
    /** As it is read, with its currency. */
    readonly price: string;
    /** Empty for none. */
    readonly image: string;
    /** Into a cart with it. */
    readonly url: string;
    readonly button: string;
  }[];
}

/**
 * A namespace of the shop's own: notifications cannot read those that are reserved for apps (shopify.dev, "Reserved
 * namespaces").
 */
export const CONFIRMATION_METAFIELD = { namespace: "tandem", key: "offers" } as const;

/** What a merchant pastes into a notification of Shopify's. Where the order names nothing, it leaves nothing behind. */
export const CONFIRMATION_SNIPPET = `{% comment %} Tandem: what goes with the order {% endcomment %}
{% assign tandem = order.metafields.tandem.offers.value | default: metafields.tandem.offers.value %}
{% if tandem.items.size > 0 %}
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin: 24px 0">
  <tr><td colspan="2"><h3 style="margin: 0 0 12px">{{ tandem.heading | escape }}</h3></td></tr>
  {% for item in tandem.items %}
  <tr>
    <td width="92" valign="top" style="padding: 0 12px 12px 0">
      {% if item.image != "" %}<img src="{{ item.image | escape }}" alt="" width="80" height="80" style="border-radius: 6px">{% endif %}
    </td>
    <td valign="top" style="padding: 0 0 12px">
      <strong>{{ item.title | escape }}</strong><br>
      {{ item.price | escape }}<br>
      <a href="{{ item.url | escape }}" aria-label="{{ item.button | escape }}: {{ item.title | escape }}">{{ item.button | escape }}</a>
    </td>
  </tr>
  {% endfor %}
</table>
{% endif %}
`;
