/**
 * The words that the reader looks for, as numbers: the first eight bytes, lowest first. Comparing
 * numbers costs a fraction of comparing texts. Words longer than eight bytes are told apart by their
 * length as well; `viewIs` compares both.
 */

/** amount */
export const KEY_AMOUNT: u64 = 0x746e756f6d61;
/** amountPerQuantity */
export const KEY_AMOUNT_PER_QUANTITY: u64 = 0x6550746e756f6d61;
/** amountSpent */
export const KEY_AMOUNT_SPENT: u64 = 0x7053746e756f6d61;
/** any */
export const KEY_ANY: u64 = 0x796e61;
/** audience */
export const KEY_AUDIENCE: u64 = 0x65636e6569647561;
/** breaks */
export const KEY_BREAKS: u64 = 0x736b61657262;
/** bundles */
export const KEY_BUNDLES: u64 = 0x73656c646e7562;
/** buyerIdentity */
export const KEY_BUYER_IDENTITY: u64 = 0x6564497265797562;
/** cart */
export const KEY_CART: u64 = 0x74726163;
/** components */
export const KEY_COMPONENTS: u64 = 0x6e656e6f706d6f63;
/** cost */
export const KEY_COST: u64 = 0x74736f63;
/** countries */
export const KEY_COUNTRIES: u64 = 0x656972746e756f63;
/** country */
export const KEY_COUNTRY: u64 = 0x7972746e756f63;
/** currency */
export const KEY_CURRENCY: u64 = 0x79636e6572727563;
/** currencyCode */
export const KEY_CURRENCY_CODE: u64 = 0x79636e6572727563;
/** customer */
export const KEY_CUSTOMER: u64 = 0x72656d6f74737563;
/** date */
export const KEY_DATE: u64 = 0x65746164;
/** deliveryGroups */
export const KEY_DELIVERY_GROUPS: u64 = 0x79726576696c6564;
/** discount */
export const KEY_DISCOUNT: u64 = 0x746e756f63736964;
/** discountClasses */
export const KEY_DISCOUNT_CLASSES: u64 = 0x746e756f63736964;
/** from */
export const KEY_FROM: u64 = 0x6d6f7266;
/** get */
export const KEY_GET: u64 = 0x746567;
/** gift */
export const KEY_GIFT: u64 = 0x74666967;
/** gifts */
export const KEY_GIFTS: u64 = 0x7374666967;
/** hasTag */
export const KEY_HAS_TAG: u64 = 0x676154736168;
/** hasTags */
export const KEY_HAS_TAGS: u64 = 0x73676154736168;
/** id */
export const KEY_ID: u64 = 0x6469;
/** isoCode */
export const KEY_ISO_CODE: u64 = 0x65646f436f7369;
/** isAuthenticated */
export const KEY_IS_AUTHENTICATED: u64 = 0x6e65687475417369;
/** isGiftCard */
export const KEY_IS_GIFT_CARD: u64 = 0x6143746669477369;
/** jsonValue */
export const KEY_JSON_VALUE: u64 = 0x756c61566e6f736a;
/** language */
export const KEY_LANGUAGE: u64 = 0x65676175676e616c;
/** languages */
export const KEY_LANGUAGES: u64 = 0x65676175676e616c;
/** limit */
export const KEY_LIMIT: u64 = 0x74696d696c;
/** line */
export const KEY_LINE: u64 = 0x656e696c;
/** local */
export const KEY_LOCAL: u64 = 0x6c61636f6c;
/** lines */
export const KEY_LINES: u64 = 0x73656e696c;
/** localization */
export const KEY_LOCALIZATION: u64 = 0x617a696c61636f6c;
/** localTime */
export const KEY_LOCAL_TIME: u64 = 0x6d69546c61636f6c;
/** merchandise */
export const KEY_MERCHANDISE: u64 = 0x646e61686372656d;
/** metafield */
export const KEY_METAFIELD: u64 = 0x6c6569666174656d;
/** mixes */
export const KEY_MIXES: u64 = 0x736578696d;
/** not */
export const KEY_NOT: u64 = 0x746f6e;
/** numberOfOrders */
export const KEY_NUMBER_OF_ORDERS: u64 = 0x664f7265626d756e;
/** of */
export const KEY_OF: u64 = 0x666f;
/** off */
export const KEY_OFF: u64 = 0x66666f;
/** orders */
export const KEY_ORDERS: u64 = 0x73726564726f;
/** parent */
export const KEY_PARENT: u64 = 0x746e65726170;
/** parentRelationship */
export const KEY_PARENT_RELATIONSHIP: u64 = 0x6552746e65726170;
/** parts */
export const KEY_PARTS: u64 = 0x7374726170;
/** percent */
export const KEY_PERCENT: u64 = 0x746e6563726570;
/** presentmentCurrencyRate */
export const KEY_PRESENTMENT_CURRENCY_RATE: u64 = 0x6d746e6573657270;
/** price */
export const KEY_PRICE: u64 = 0x6563697270;
/** product */
export const KEY_PRODUCT: u64 = 0x746375646f7270;
/** quantity */
export const KEY_QUANTITY: u64 = 0x797469746e617571;
/** rewards */
export const KEY_REWARDS: u64 = 0x73647261776572;
/** sellingPlanAllocation */
export const KEY_SELLING_PLAN_ALLOCATION: u64 = 0x50676e696c6c6573;
/** ship */
export const KEY_SHIP: u64 = 0x70696873;
/** shop */
export const KEY_SHOP: u64 = 0x706f6873;
/** signedIn */
export const KEY_SIGNED_IN: u64 = 0x6e4964656e676973;
/** spent */
export const KEY_SPENT: u64 = 0x746e657073;
/** steps */
export const KEY_STEPS: u64 = 0x7370657473;
/** subtotalAmount */
export const KEY_SUBTOTAL_AMOUNT: u64 = 0x6c61746f74627573;
/** tag */
export const KEY_TAG: u64 = 0x676174;
/** tags */
export const KEY_TAGS: u64 = 0x73676174;
/** tierId */
export const KEY_TIER_ID: u64 = 0x644972656974;
/** tiers */
export const KEY_TIERS: u64 = 0x7372656974;
/** title */
export const KEY_TITLE: u64 = 0x656c746974;
/** until */
export const KEY_UNTIL: u64 = 0x6c69746e75;
/** v */
export const KEY_V: u64 = 0x76;
/** variants */
export const KEY_VARIANTS: u64 = 0x73746e6169726176;
/** ORDER */
export const KEY__O_R_D_E_R: u64 = 0x524544524f;
/** PRODUCT */
export const KEY__P_R_O_D_U_C_T: u64 = 0x544355444f5250;
/** SHIPPING */
export const KEY__S_H_I_P_P_I_N_G: u64 = 0x474e495050494853;
