// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metric.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

constexpr bool Scoped = true;
constexpr bool Flow = true;
constexpr bool Deal = true;
constexpr auto Fixed = Volatility::Fixed;
constexpr auto Slow = Volatility::Slow;
constexpr auto Fast = Volatility::Fast;

// A name may stand in several rows: the value's kind tells which is meant; the first counts where it does not. A
// synonym behind `=` means the metric only where no other word stands beside it: a dividend has a "yield", and so has a
// crop.
constexpr std::array Terms{
    // What a company is worth.
    MetricTerm{"market cap", "mkt cap|marketcap|market capitalization|market capitalisation|market value|mcap|=cap",
               Measured::Money, Fast},
    MetricTerm{"valuation", "post money valuation|post money|last valuation|private valuation|implied valuation|=worth",
               Measured::Money, Fast},
    MetricTerm{"enterprise value", "ev", Measured::Money, Fast},
    MetricTerm{"share price", "stock price|=stock|price per share|last price|closing price|=close|unit price",
               Measured::Money, Fast},
    MetricTerm{"price", "spot price|list price|msrp|starting price|base price|cost per unit|pricing", Measured::Money,
               Fast, Scoped},
    MetricTerm{"nav", "net asset value", Measured::Money, Fast},
    MetricTerm{"book value", "tangible book value", Measured::Money, Fast},
    MetricTerm{"net worth", "personal net worth|fortune|wealth", Measured::Money, Fast},
    MetricTerm{"ipo price", "offer price|issue price", Measured::Money, Fixed},
    // Results.
    MetricTerm{"revenue",
               "sale|turnover|net revenue|net sale|total revenue|total sale|revenues|topline|group revenue|company "
               "revenue",
               Measured::Money, Fast, false, Flow},
    MetricTerm{"unit sales",
               "sale|units sold|unit sales|volume sold|vehicle sale|vehicle sold|delivery|vehicle "
               "delivery|shipment|unit shipped",
               Measured::Count, Fast, false, Flow},
    MetricTerm{"arr",
               "annual recurring revenue|annualized recurring revenue|recurring revenue|annualized revenue|revenue run "
               "rate|run rate|run rate revenue|annualized run rate",
               Measured::Money, Fast},
    MetricTerm{"net interest income", "nii", Measured::Money, Fast, false, Flow},
    MetricTerm{"gross profit", "", Measured::Money, Fast, false, Flow},
    MetricTerm{"operating income", "operating profit|ebit|op income|operating income loss|operating profit loss",
               Measured::Money, Fast, false, Flow},
    MetricTerm{"operating loss", "op loss|ebit loss", Measured::Money, Fast, false, Flow},
    MetricTerm{"ebitda", "adjusted ebitda|adj ebitda|proforma ebitda|pro forma ebitda", Measured::Money, Fast, false,
               Flow},
    MetricTerm{
        "net income",
        "net profit|net earning|profit after tax|net income loss|net profit loss|npat|statutory npat|=earning|=profit",
        Measured::Money, Fast, false, Flow},
    // Without what happens once: another figure than the one of the accounts.
    MetricTerm{"underlying profit",
               "underlying npat|underlying net profit|underlying net income|underlying earning|underlying attributable "
               "profit|underlying profit after tax",
               Measured::Money, Fast, false, Flow},
    // What is lost is written without a sign: it is no income.
    MetricTerm{"net loss", "loss after tax|loss for the year|loss for the period", Measured::Money, Fast, false, Flow},
    MetricTerm{"free cash flow", "fcf", Measured::Money, Fast, false, Flow},
    MetricTerm{"operating cash flow", "net operating cash flow|cash flow from operations|cash from operations",
               Measured::Money, Fast, false, Flow},
    MetricTerm{"capex", "capital expenditure|capital spending|capex spend", Measured::Money, Fast, false, Flow},
    MetricTerm{"r&d spend", "r&d|r&d spending|r&d expense|r&d budget|research and development", Measured::Money, Fast,
               false, Flow},
    MetricTerm{"eps", "earnings per share|diluted eps|adjusted eps", Measured::Money, Fast, false, Flow},
    MetricTerm{"dividend", "dividend paid|total dividend", Measured::Money, Fast, false, Flow},
    MetricTerm{"dividend per share", "dps", Measured::Money, Fast, false, Flow},
    MetricTerm{"backlog", "order backlog|orderbook|order book|rpo|remaining performance obligation", Measured::Money,
               Fast},
    MetricTerm{"order intake", "booking|=order", Measured::Money, Fast, false, Flow},
    // Growth, margins and yields.
    MetricTerm{"revenue growth",
               "sale growth|=growth|top line growth|yoy revenue growth|revenue growth yoy|=yoy growth|=growth rate",
               Measured::Rate, Fast},
    MetricTerm{"gross margin", "gross profit margin", Measured::Rate, Fast},
    MetricTerm{"operating margin", "op margin|ebit margin|operating profit margin", Measured::Rate, Fast},
    MetricTerm{"net margin", "net profit margin|net income margin|profit margin", Measured::Rate, Fast},
    MetricTerm{"ebitda margin", "adjusted ebitda margin", Measured::Rate, Fast},
    MetricTerm{"dividend yield", "div yield|dy|=yield", Measured::Rate, Fast},
    MetricTerm{"roe", "return on equity", Measured::Rate, Fast},
    MetricTerm{"rotce", "rote|return on tangible equity|return on tangible common equity", Measured::Rate, Fast},
    MetricTerm{"efficiency ratio", "cost income ratio|cost income|cost to income|cost to income ratio", Measured::Rate,
               Fast},
    MetricTerm{"cet1 ratio", "cet1|cet1 capital ratio|common equity tier 1 ratio", Measured::Rate, Fast},
    MetricTerm{"net interest margin", "nim", Measured::Rate, Fast},
    MetricTerm{"roic", "return on invested capital", Measured::Rate, Fast},
    MetricTerm{"expense ratio", "ter|total expense ratio", Measured::Rate, Slow},
    MetricTerm{"nav discount", "discount to nav|=discount", Measured::Rate, Fast},
    MetricTerm{"short interest", "si float|short interest % of float", Measured::Rate, Fast},
    MetricTerm{"gdp growth", "real gdp growth", Measured::Rate, Fast},
    MetricTerm{"inflation", "inflation rate|cpi|cpi inflation", Measured::Rate, Fast},
    MetricTerm{"unemployment", "unemployment rate", Measured::Rate, Fast},
    MetricTerm{"policy rate", "interest rate|base rate|key rate|fed rate", Measured::Rate, Fast},
    MetricTerm{"utilization", "utilisation|utilization rate|capacity utilization", Measured::Rate, Fast},
    MetricTerm{"debt to gdp", "debt/gdp|public debt/gdp|government debt/gdp", Measured::Rate, Fast},
    // Multiples.
    MetricTerm{"p/e", "p e|pe|pe ratio|p e ratio|price earning|trailing p e|ttm p e|p e ttm|p e trailing",
               Measured::Multiple, Fast},
    MetricTerm{"forward p/e", "forward p e|fwd p e|forward pe|p e forward|p e fwd", Measured::Multiple, Fast},
    MetricTerm{"ev/ebitda", "ev ebitda", Measured::Multiple, Fast},
    MetricTerm{"ev/sales",
               "ev sale|ev revenue|p s|price sale|revenue multiple|sale multiple|price sale ratio|p s ratio",
               Measured::Multiple, Fast},
    MetricTerm{"p/b", "p b|pb|price book|price to book|p b ratio", Measured::Multiple, Fast},
    MetricTerm{"beta", "", Measured::Multiple, Fast},
    // Places in a market.
    MetricTerm{"market share", "share|mkt share|share of market", Measured::Share, Fast, Scoped},
    MetricTerm{"stake", "ownership|holding|ownership stake|equity stake|interest|ownership %|voting stake",
               Measured::Share, Slow, Scoped},
    MetricTerm{"rank", "market rank|ranking|position|market position", Measured::Rank, Fast, Scoped},
    MetricTerm{"weight", "weighting|index weight|portfolio weight", Measured::Share, Fast, Scoped},
    // Capacity and output.
    MetricTerm{"capacity",
               "operating capacity|installed capacity|production capacity|nameplate capacity|annual capacity|total "
               "capacity|manufacturing capacity|capacity installed|operational capacity",
               Measured::Amount, Fast, Scoped},
    MetricTerm{"planned capacity",
               "target capacity|capacity target|capacity planned|future capacity|capacity under construction|pipeline "
               "capacity|announced capacity",
               Measured::Amount, Fast, Scoped},
    MetricTerm{"production", "output|annual production|total production|mine production", Measured::Amount, Fast,
               Scoped, Flow},
    MetricTerm{"reserves", "proven reserve|proved reserve|reserve", Measured::Amount, Slow, Scoped},
    MetricTerm{"resources", "mineral resource|resource", Measured::Amount, Slow, Scoped},
    MetricTerm{"range", "driving range|epa range|wltp range|cltc range", Measured::Amount, Slow, Scoped},
    MetricTerm{"energy density", "cell energy density|gravimetric energy density", Measured::Amount, Slow, Scoped},
    // Money under management, raised, owed.
    MetricTerm{"aum", "asset under management|fund aum|total aum", Measured::Money, Fast},
    MetricTerm{"total assets", "=asset|balance sheet size|balance sheet total", Measured::Money, Fast},
    MetricTerm{"total raised",
               "total funding|funding raised|raised|funding|total funding raised|capital raised|funding total|total "
               "capital raised|money raised",
               Measured::Money, Fast},
    MetricTerm{"fund size", "fund close", Measured::Money, Slow},
    MetricTerm{"cash", "cash position|cash and equivalents|cash equivalents|cash on hand|cash pile", Measured::Money,
               Fast},
    MetricTerm{"debt", "total debt|gross debt|long term debt", Measured::Money, Fast},
    MetricTerm{"net debt", "", Measured::Money, Fast},
    MetricTerm{"deal value",
               "transaction value|deal size|purchase price|acquisition price|consideration|deal price|price paid",
               Measured::Money, Fixed, Scoped, false, Deal},
    MetricTerm{"investment", "total investment|capital cost|project cost|investment size|capital investment",
               Measured::Money, Slow, Scoped, false, Deal},
    MetricTerm{"contract value", "contract size|award value", Measured::Money, Fixed, Scoped, false, Deal},
    MetricTerm{"market size", "tam|total addressable market|addressable market|size of market", Measured::Money, Fast,
               Scoped},
    // People and things.
    MetricTerm{"employees", "headcount|staff|workforce|employee count|number of employees|fte|=people|team size|=team",
               Measured::Count, Fast},
    MetricTerm{"customers", "client|customer count|number of customers|paying customer|active customer",
               Measured::Count, Fast, Scoped},
    MetricTerm{"users", "user count|registered user|active user", Measured::Count, Fast},
    MetricTerm{"mau", "monthly active user|monthly user", Measured::Count, Fast},
    MetricTerm{"wau", "weekly active user|weekly user", Measured::Count, Fast},
    MetricTerm{"dau", "daily active user|daily user", Measured::Count, Fast},
    MetricTerm{"subscribers", "subscriber count|paid subscriber|paying subscriber|paid member", Measured::Count, Fast},
    MetricTerm{"members", "member state|member country|membership", Measured::Count, Slow},
    MetricTerm{"stores", "store count|locations|number of stores|outlet", Measured::Count, Fast},
    MetricTerm{"fleet", "fleet size|aircraft|vessel|fleet count", Measured::Count, Fast},
    MetricTerm{"satellites", "satellite count|constellation size|satellites in orbit", Measured::Count, Fast},
    MetricTerm{"parameters", "params|param|model size|total parameter|total param", Measured::Count, Fixed},
    MetricTerm{"context window", "context length|=context", Measured::Count, Fixed},
    MetricTerm{"shares outstanding", "share outstanding|outstanding share", Measured::Count, Slow},
    // Countries.
    MetricTerm{"population", "pop|inhabitant", Measured::Count, Slow},
    MetricTerm{"gdp", "nominal gdp|gdp nominal|gross domestic product", Measured::Money, Fast},
    MetricTerm{"gdp per capita", "income per capita", Measured::Money, Fast},
    MetricTerm{"area", "land area", Measured::Amount, Fixed},
    // Times that do not change.
    MetricTerm{"founded",
               "established|inception|year founded|founding "
               "year|founding|formed|incorporated|foundation|foundation year|inception date",
               Measured::Year, Fixed},
    MetricTerm{"ipo", "ipo date|listed|listing|listing date|went public|ipo year|public since", Measured::Year, Fixed},
    MetricTerm{"born", "birth|date of birth|birth year|year of birth|birthday|dob", Measured::Year, Fixed},
    MetricTerm{"launched", "launch|launch date|release date|launch year|release|released", Measured::Year, Fixed},
};

// Names of what is said in words; the first of each row stands for the others.
constexpr std::array<std::array<QByteArrayView, 6>, 9> Facts{{
    {"headquarter", "hq", "head office", "based", "base", "location"},
    {"founded", "established", "founding", "year founded", "inception", "founding year"},
    {"ceo", "chief executive", "chief executive officer", "chief exec", "managing director", "president ceo"},
    {"owner", "parent", "parent company", "owned by", "ownership", "controlling shareholder"},
    {"ticker", "symbol", "stock ticker", "listing", "listed", "stock symbol"},
    {"sector", "industry", "business", "field", "vertical", "category"},
    {"founder", "founded by", "co founder", "founding team", "", ""},
    {"customer", "key customer", "main customer", "client", "", ""},
    {"competitor", "peer", "rival", "main competitor", "key competitor", ""},
}};

} // namespace

std::span<const MetricTerm> metricTerms()
{
    return Terms;
}

QByteArrayView factName(QByteArrayView words)
{
    if (words.isEmpty())
        return {};
    const auto fact =
        std::ranges::find_if(Facts, [&](const auto &names) { return std::ranges::contains(names, words); });
    return fact == Facts.end() ? QByteArrayView() : fact->front();
}

} // namespace tearsheet
