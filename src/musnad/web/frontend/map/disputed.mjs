// Territory whose status states dispute. `source` is a shape that Natural Earth has under that name; `ring` is our own, rough outline
// (longitude, latitude; clipped to the land when it is drawn), for areas that its countries do not have: it says where, and is no border.
// Names are the plainest ones in use; `by` says who claims it, sorted, by ISO code.
export const AREAS = [
  {
    // Natural Earth has only the part east of the berm.
    id: "western-sahara", en: "Western Sahara", ar: "الصحراء الغربية", by: ["ESH", "MAR"],
    ring: [[-13.17, 27.67], [-8.67, 27.67], [-8.67, 25.99], [-12.0, 25.99], [-12.0, 23.45], [-13.1, 22.9], [-13.0, 21.33], [-16.95, 21.33], [-17.05, 20.75], [-17.6, 20.75], [-17.0, 23.6], [-14.9, 26.6]],
  },
  { id: "kosovo", source: "Kosovo", en: "Kosovo", ar: "كوسوفو", by: ["SRB", "XKX"] },
  { id: "northern-cyprus", source: "N. Cyprus", en: "Northern Cyprus", ar: "شمال قبرص", by: ["CYP", "TUR"] },
  { id: "somaliland", source: "Somaliland", en: "Somaliland", ar: "أرض الصومال", by: ["SOM"] },
  { id: "siachen", source: "Siachen Glacier", en: "Siachen Glacier", ar: "نهر سياتشن الجليدي", by: ["IND", "PAK"] },
  {
    id: "golan", en: "Golan Heights", ar: "هضبة الجولان", by: ["ISR", "SYR"],
    ring: [[35.63, 33.25], [35.75, 33.33], [35.83, 33.3], [35.87, 33.1], [35.87, 32.95], [35.8, 32.74], [35.66, 32.68], [35.64, 32.85], [35.63, 33.05]],
  },
  {
    id: "east-jerusalem", en: "East Jerusalem", ar: "القدس الشرقية", by: ["ISR", "PSE"],
    ring: [[35.22, 31.86], [35.29, 31.84], [35.28, 31.72], [35.21, 31.73]],
  },
  {
    id: "shebaa", en: "Shebaa Farms", ar: "مزارع شبعا", by: ["ISR", "LBN", "SYR"],
    ring: [[35.65, 33.27], [35.71, 33.38], [35.77, 33.35], [35.7, 33.26]],
  },
  {
    id: "crimea", en: "Crimea", ar: "شبه جزيرة القرم", by: ["RUS", "UKR"],
    ring: [[32.3, 45.4], [33.6, 46.2], [34.8, 45.95], [35.1, 45.4], [36.65, 45.5], [36.5, 44.9], [35.2, 44.7], [33.8, 44.25], [33.3, 44.5]],
  },
  {
    id: "kashmir", en: "Kashmir", ar: "كشمير", by: ["IND", "PAK"],
    ring: [[73.4, 34.6], [72.6, 36.1], [74.0, 36.9], [75.9, 36.6], [77.0, 35.6], [77.9, 35.4], [78.4, 34.5], [79.0, 34.0], [78.9, 33.3], [79.2, 32.6], [78.5, 32.5], [77.2, 32.9], [75.9, 32.5], [74.6, 32.8], [73.9, 33.4]],
  },
  {
    id: "aksai-chin", en: "Aksai Chin", ar: "أكساي تشين", by: ["CHN", "IND"],
    ring: [[77.9, 35.4], [79.0, 35.9], [80.2, 35.5], [79.9, 34.6], [79.0, 34.0], [78.4, 34.5]],
  },
  {
    id: "halaib", en: "Halaib Triangle", ar: "مثلث حلايب", by: ["EGY", "SDN"],
    ring: [[34.1, 22.0], [36.95, 22.0], [36.4, 22.7], [35.65, 23.15], [35.2, 22.8], [34.7, 22.3]],
  },
  {
    id: "abyei", en: "Abyei", ar: "أبيي", by: ["SDN", "SSD"],
    ring: [[27.85, 10.17], [29.0, 10.17], [29.0, 9.35], [27.85, 9.35]],
  },
  {
    id: "ilemi", en: "Ilemi Triangle", ar: "مثلث إيليمي", by: ["ETH", "KEN", "SSD"],
    ring: [[34.0, 4.25], [35.3, 5.5], [35.8, 5.33], [35.94, 4.62]],
  },
  {
    id: "three-islands", en: "Abu Musa and the Tunbs", ar: "أبو موسى وطنب الكبرى والصغرى", by: ["ARE", "IRN"],
    ring: [[54.9, 26.4], [55.4, 26.4], [55.4, 25.7], [54.9, 25.7]],
  },
  {
    id: "arunachal", en: "Arunachal Pradesh", ar: "أروناتشال براديش", by: ["CHN", "IND"],
    ring: [[91.6, 27.8], [93.2, 28.6], [94.3, 29.3], [96.3, 29.2], [97.3, 28.2], [96.2, 27.3], [95.2, 26.9], [93.8, 26.9], [92.1, 26.9]],
  },
  {
    id: "kurils", en: "Southern Kuril Islands", ar: "جزر الكوريل الجنوبية", by: ["JPN", "RUS"],
    ring: [[145.4, 43.3], [145.4, 44.6], [148.9, 45.6], [149.0, 45.2], [146.9, 43.3]],
  },
];

// Borders that are drawn broken: between two, or all of one, by the names that Natural Earth has.
export const LINES = [
  ["W. Sahara"], ["Kosovo"], ["N. Cyprus"], ["Somaliland"], ["Siachen Glacier"], ["Palestine"],
  ["India", "Pakistan"], ["India", "China"], ["Israel", "Syria"], ["Israel", "Lebanon"], ["Egypt", "Sudan"], ["Sudan", "S. Sudan"], ["Russia", "Ukraine"],
];
